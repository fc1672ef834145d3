"""Tokens of a notice with their place in the text and their reading state; word lists; coordinates."""
