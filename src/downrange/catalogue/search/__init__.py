"""Search: predicted elements of a launch, with a covariance, so that observers can look before any are published.

Read `expect` first: site, lift-off, plane and height become one mean orbit and the spread around it. `width`
says what that spread means at the telescope, and `state` turns it into the frame in which an OMM carries it.
"""

from downrange.catalogue.search.expect import (
    ASSUMED_HEIGHT_KM,
    ORDER,
    SearchElements,
    search_elements,
)
from downrange.catalogue.search.state import covariance_rtn
from downrange.catalogue.search.width import SearchWidth, widths

__all__ = [
    "ASSUMED_HEIGHT_KM",
    "ORDER",
    "SearchElements",
    "SearchWidth",
    "covariance_rtn",
    "search_elements",
    "widths",
]
