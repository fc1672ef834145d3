"""Powered trajectories: an ensemble of ascents fitted to observations.

`vehicle` says what is assumed of the rocket, `observations` what was announced or reported of the flight,
`ascent_parameters` turns samples into ascents, `powered_flight` integrates them (with the kick of `pitch_kick`),
`residuals` compares them with the observations, and `ascent_fit` makes the `ascent_ensemble`. Where bodies land is
computed by a function handed in, for the fall is a room further on.
"""
