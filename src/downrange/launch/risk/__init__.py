"""Risk: who is overflown and who may be hit, kept apart, for each territory on its own.

The way through the room: `programme` learns how often such flights fail, `breakup` states how they fail and into
what, `failures` draws failures over the ensemble of ascents and drops every piece, `tails` smooths the same failures
where draws are too few, `exposure` says for each territory what passes over it, what may hit it and until when, and
`crowds` turns hits into people, ships and aircraft with thresholds.

The modules are imported by name, as in `fall`: they bring the kernel's compiler along.
"""
