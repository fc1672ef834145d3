"""The forms in which notices travel: JSON services, feeds, HTML, mail, GeoJSON and KML."""
