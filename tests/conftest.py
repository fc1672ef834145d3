"""How Hypothesis runs here: no deadline, as timings never stand in tests; the same examples in CI each time."""

import os

from hypothesis import settings

settings.register_profile("downrange", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("downrange")
