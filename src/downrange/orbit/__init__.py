"""Orbit: from element sets to what the objects are, how they move and what they see."""
