"""Catalogue: the world's list of objects in orbit: read it, compare two days of it, find the launch in it."""

from downrange.catalogue.elements import Defect, Elements, join
from downrange.catalogue.evidence.answer import Candidate, Identification, KnownLaunch
from downrange.catalogue.formats.omm import write_omm
from downrange.catalogue.formats.parquet import write_parquet
from downrange.catalogue.formats.tle import write_tle
from downrange.catalogue.identify import identify
from downrange.catalogue.reading import read_elements
from downrange.catalogue.search import SearchElements, covariance_rtn, search_elements, widths
from downrange.catalogue.snapshots import Newcomers, newcomers

__all__ = [
    "Candidate",
    "Defect",
    "Elements",
    "Identification",
    "KnownLaunch",
    "Newcomers",
    "SearchElements",
    "covariance_rtn",
    "identify",
    "join",
    "newcomers",
    "read_elements",
    "search_elements",
    "widths",
    "write_omm",
    "write_parquet",
    "write_tle",
]
