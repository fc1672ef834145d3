"""The auditor: a second, simpler look at a notice that shares no grammar, tokens or word list with the reader.

The notice reader does not ask it yet: `design/notice_faults.py --audit` and `design/auditor_accuracy.py` measure it,
and how often it is right on notices that it was not built on is not known.
"""
