"""Tables of GCAT (General Catalog of Artificial Space Objects, J. McDowell, CC-BY) as the measurements read them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from downrange.errors import PlaceError
from downrange.geography.sites import Site, find_site
from measurement import text_of

MONTHS = dict(zip("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), range(1, 13), strict=True))


@dataclass(frozen=True, slots=True)
class LoggedLaunch:
    """An orbital launch of the log: tag (2023-179), lift-off in UTC, site."""

    tag: str
    liftoff: datetime
    site: Site


def gcat_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table (.tsv or .tsv.gz) whose first line names its columns."""
    lines = text_of(path).splitlines()
    head = lines[0].lstrip("#").split("\t")
    for line in lines[1:]:
        if not line.startswith("#"):
            yield dict(zip(head, (word.strip() for word in line.split("\t")), strict=False))


def gcat_time(words: str) -> datetime | None:
    """A date of GCAT to the day or better; noon where it gives no hour; None where it doubts or is vaguer."""
    parts = words.split()
    if len(parts) < 3 or "?" in words or parts[1] not in MONTHS or not parts[2].isdigit():
        return None
    clock, _, seconds = (parts[3] if len(parts) > 3 and parts[3][:4].isdigit() else "1200").partition(":")
    day = datetime(int(parts[0]), MONTHS[parts[1]], int(parts[2]), tzinfo=UTC)
    return day + timedelta(
        hours=int(clock[:2]), minutes=int(clock[2:4]), seconds=float(seconds) if seconds else 0
    )


def launch_log(path: Path, first: datetime, last: datetime) -> list[LoggedLaunch]:
    """The orbital launches of a span whose hour is given and whose site is known, oldest first, each tag once."""
    return _logged(path, first, last, re.compile(r"\d{4}-\d{3}"))


def failures(path: Path, first: datetime, last: datetime) -> list[LoggedLaunch]:
    """Launches of the log that reached no orbit (tags 2023-F08), as `launch_log`."""
    return _logged(path, first, last, re.compile(r"\d{4}-F\d\d"))


def _logged(path: Path, first: datetime, last: datetime, tags: re.Pattern[str]) -> list[LoggedLaunch]:
    found: dict[str, LoggedLaunch] = {}
    for row in gcat_rows(path):
        tag, words = row["Launch_Tag"], row["Launch_Date"].replace("?", "")
        if not tags.match(tag) or len(words.split()) < 4:
            continue
        liftoff = gcat_time(words)
        if tag in found or liftoff is None or not first <= liftoff <= last:
            continue
        try:
            found[tag] = LoggedLaunch(tag, liftoff, find_site(row["Launch_Site"]))
        except PlaceError:
            continue
    return sorted(found.values(), key=lambda launch: launch.liftoff)


def launch_tag(designator: str) -> str | None:
    """The tag (2023-179) of an international designator (23179A); None where there is none."""
    if len(designator) < 5 or not designator[:5].isdigit():
        return None
    year = int(designator[:2])
    return f"{year + (1900 if year >= 57 else 2000)}-{designator[2:5]}"
