"""Hazard notices of launches and re-entries: NAVAREA warnings and NOTAMs, from text to areas and windows.

`notice_reader.read_notices` reads them. Every word of a text is used, ignored by name, or reported as unread; what
contradicts itself or is doubtful becomes a defect with a code.
"""
