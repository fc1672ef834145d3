"""Where the three rivers meet: one dict about a launch, and the page, map, tables and calendar made from it.

`gather` makes the dict from what `rivers` bring; `words` writes its sentences, `numbers` lets them quote figures by
their place, `receipts` says how each was made. Everything else draws that dict and computes nothing: `drawn` for
people, `exchange` for other programs.
"""
