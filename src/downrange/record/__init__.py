"""The record: who says what, when, where it can be read; what physics says to it; which rules bear on it.

Nothing in here is a fact of ours. A `Claim` has a speaker, an `Event` a teller, a `Provision` the text it was
seen in, and each names its `Source`. What we compute is a `Check`, with the words for what it does not show.
"""
