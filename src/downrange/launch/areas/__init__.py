"""Announced areas: shapes, boundaries, arcs, and their GeoJSON and KML, written and read."""
