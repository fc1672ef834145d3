"""Earth: times, positions, frames, areas, gravity, air and sun; arrays in, arrays out; no disk, network or clock.

`constants` (with sources), `instants` (UTC and Julian dates), `angles`, `unit_vectors`, `ellipsoid` (WGS 84 positions
and geodesics), `frames` (TEME, ECEF, horizon), `polygons` (areas), `gravity`, `atmosphere` (US Standard Atmosphere
1976), `sun`; the codes of their errors are in `earth_codes`. Import from the module itself.
"""
