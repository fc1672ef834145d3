"""What a message has beside its own words: times of its envelope, and the year that the person gave."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Beside:
    """Times of the envelope (JSON, XML) of one message, UTC, and a year for dates that print none; None without."""

    issued: datetime | None = None
    self_cancel: datetime | None = None
    year: int | None = None
