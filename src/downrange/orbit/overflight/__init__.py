"""Overflight: when a satellite passes over a place, what it could image there, its track on the ground."""
