"""Formats: element sets as they travel: TLE with Alpha-5, and the Orbit Mean-Elements Message (OMM)."""
