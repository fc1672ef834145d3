"""Search: predicted elements of a launch, with a covariance, so that observers can look before any are published.

Read `expect` first: site, lift-off, plane and height become one mean orbit and the spread around it. `width`
says what that spread means at the telescope, and `state` turns it into the frame in which an OMM carries it.
"""
