"""The orbital plane of a launch, inferred from its hazard areas with an honest interval.

Read `launch` first: the areas become testimony (`witnesses`) on a `grid` of courses, the site's past becomes
a prior (`history`, `habits`), each weighing an `answer`, and both together a `verdict` in words. `stated`
turns the question around: could this launch have entered the orbit that was announced?
"""
