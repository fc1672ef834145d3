"""What lies on the Earth: territories and their waters, land and sea, shores for maps, towns and their people.

The room reads the world data shipped with the package (``data/``, built by ``tools/build_data.py``) and nothing
else: no network. Each file loads once a process, when first asked for. Borders are as depicted by Natural Earth and
decide nothing.
"""

from downrange.geography.areas import read_area
from downrange.geography.overflown import Overflown, territories_overflown
from downrange.geography.places import Place, find_place, places_within
from downrange.geography.shore import borders, coastline, is_land, land, land_within
from downrange.geography.territory import (
    Territory,
    coastal_waters,
    find_territory,
    territories,
    territories_under,
)

__all__ = [
    "Overflown",
    "Place",
    "Territory",
    "borders",
    "coastal_waters",
    "coastline",
    "find_place",
    "find_territory",
    "is_land",
    "land",
    "land_within",
    "places_within",
    "read_area",
    "territories",
    "territories_overflown",
    "territories_under",
]
