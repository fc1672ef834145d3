"""Propagation: where the objects of the catalogue are, and what shape their orbits have."""
