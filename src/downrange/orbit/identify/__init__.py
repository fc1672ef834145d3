"""Identification: which new catalogue objects came from a launch, and where to look for them before."""
