"""Dialects of issuers: NAVAREA warnings, NOTAMs, FAA texts; their headings, parts and cancellations."""
