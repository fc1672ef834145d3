"""Risk of a failed flight, for each territory: when it is overflown, and how likely it is hit.

`failure_rate` learns how often such flights fail, `breakup` states how they fail and into what, `failures` samples
failures over the ensemble of ascents and drops every piece, `debris_dispersion` smooths the same failures where
samples are too few, `exposure` says for each territory what passes over it, what may hit it and until when,
`casualty_expectation` turns impacts into people, ships and aircraft, and `territory_risk` brings all together.
"""
