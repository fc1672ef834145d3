"""Where the three rivers meet: one dict about a launch, and the page, map, table and calendar made from it.

`gather` makes the dict; `from_notices`, `from_orbit` and `from_record` bring what each river knows. Everything
else draws that dict and computes nothing: `page` (HTML), `map` (SVG), `geojson`, `kml`, `czml`, `calendar`.
"""
