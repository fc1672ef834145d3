"""Verify: claims against physics. A check says what was computed, what that shows, and what it does not show."""
