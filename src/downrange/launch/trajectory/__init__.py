"""Powered trajectories: an ensemble of ascents fitted to observations.

`vehicle` says what is assumed of the rocket, `observations` what was announced or reported of the flight,
`ascent_parameters` turns samples into ascents, `powered_flight` integrates the `flight_equations` (with the kick of
`pitch_kick`), `influence` says what a change of a sample cannot touch, `residuals` compares ascents with the
observations, and `ascent_fit` makes the `ascent_ensemble`. Where bodies land is computed by a function handed in, for
the fall is a room further on.
"""
