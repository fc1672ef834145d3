"""Downrange watches a space launch from the first public notice to the last re-entry."""

__version__ = "0.1.0"
