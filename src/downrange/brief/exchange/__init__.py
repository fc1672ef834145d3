"""The brief for other programs: areas for map tools, the case for Google Earth and Cesium, passes for calendars."""
