"""Decay: when an object comes down: its drag from its history, the air from the space weather, a measured window."""
