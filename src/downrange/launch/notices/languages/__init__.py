"""Notices in other languages than English: their words as files, and their translation before they are read."""
