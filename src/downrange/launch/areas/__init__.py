"""Areas: the shapes that notices announce, their boundaries, and GeoJSON and KML of them."""
