"""Ground floor: the Earth as arrays in, arrays out; no disk, no network, no clock.

Read the modules in this order: `constants` (figures and their sources), `instants` (times), `ellipsoid`
(positions and geodesics), `frames` (the turning Earth), `polygons` (areas), `air` (what slows a falling
body), `sun` (what lights the ground). Import from the module itself, so that a door that only needs times
loads only times: ``from downrange.earth.instants import parse_utc``.
"""
