"""The orbital plane of a launch, inferred from its hazard areas, with a 90 % interval.

The areas give a `likelihood` on a grid of inertial azimuths (`azimuth_grid`), the site's past a prior
(`site_history`, `repeated_areas`); each gives a `posterior`, and both together the `plane_verdict`.
"""
