"""Notices: hazard notices of launches and re-entries, from pasted text to areas, windows and doubts.

The first river. `read_notices` reads what the sea and the air publish; every word of a text is used, ignored
by name, or reported as unread, and every self-contradiction becomes a defect.
"""
