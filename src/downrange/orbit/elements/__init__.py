"""Element sets: OMM first, TLE second; every format read strictly into the same columns."""
