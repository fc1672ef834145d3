"""What each river brings to the brief: plain dicts of notices and planes, falls, orbits, and the record."""
