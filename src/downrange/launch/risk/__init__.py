"""Risk of a failed flight, for each territory: when it is overflown, and how likely it is hit.

`failure_rate` learns how often such flights fail, `breakup` states how they fail and into what, `reach` says which
territories come into question, `failure_proposal` where samples tell most of them, `failures` samples failures over
the ensemble of ascents (`failure_scenarios`: all that can befall a state; `response_map`: where the pieces come down;
`territory_tally`: what they do), `exposure` says for each territory what passes over it, what may hit it and until
when, `casualty_expectation` turns impacts into people, ships and aircraft, and `territory_risk` brings all together.
"""
