"""What falls, where and when: bodies, ballistic trajectories, dispersion and footprints.

`bodies` reads what is claimed about each body, `sampled_bodies` draws samples from it, `announced_falls` solves each
sample so that it lands where the notice says, `integrator` flies it through the air of `atmosphere_models`,
`footprint` draws containment contours, `announced_ascents` fits the powered flight to the same falls, and
`zone_comparison` compares forecasts with what was announced.
"""
