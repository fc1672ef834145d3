"""Climb: the powered arc, as an ensemble of ascents that agree with what is known.

`vehicle` says what is supposed of the rocket, `known` what was announced or reported of the flight, `parameters`
turns draws into ascents, `equations` flies them, `misfit` sets them beside what is known, `fit` makes the
`ensemble`. Where bodies land is asked of a function handed in, for the fall is a room further on.
"""
