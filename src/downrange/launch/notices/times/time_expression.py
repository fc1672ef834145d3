"""A time expression as read: printed days, hours, and what joins them, before years and months are supplied."""

from dataclasses import dataclass, field

from downrange.launch.notices.times.time_zones import Zone

SUNRISE, SUNSET = -1, -2  # hours that depend on the place


@dataclass(slots=True)
class Day:
    """A printed day with what was printed of its month and year; `minute` of the day where a time stood with it."""

    day: int
    month: int | None = None
    year: int | None = None
    minute: int = 0
    at: int = 0
    timed: bool = False  # a time is printed with it, 0000 included


Span = tuple[Day, Day]
Hours = tuple[int, int]


@dataclass(slots=True)
class Run:
    """One time expression as read: spans, hours on days, and hours without days or days without hours."""

    first: int
    after: int
    spans: list[Span] = field(default_factory=list)
    dailies: list[tuple[list[Hours], list[Span]]] = field(default_factory=list)
    hours: list[Hours] = field(default_factory=list)
    days: list[Span] = field(default_factory=list)
    same: bool = False  # these days AT THE SAME TIMES as those before
    validity: tuple[int, int] | None = None  # tokens of the two times of ten digits behind a schedule
    until: Day | None = None  # IN PROGRESS UNTIL, or DAILY UNTIL
    weekdays: set[int] = field(default_factory=set)
    no_weekdays: set[int] = field(default_factory=set)
    no_days: list[Day] = field(default_factory=list)
    zone: Zone | None = None  # of the hours; None where none is printed
    reserve_at: tuple[tuple[int, bool], ...] = ()  # tokens from which days are reserve days, or primary ones
    place: tuple[float, float] | None = None  # for which sunrise and sunset are computed

    @property
    def by_the_sun(self) -> bool:
        """Whether hours start or end at sunrise or sunset."""
        hours = [*self.hours, *(pair for pairs, _ in self.dailies for pair in pairs)]
        return any(min(pair) < 0 for pair in hours) or any(
            day.minute < 0 for span in self.spans for day in span
        )

    def is_reserve(self, at: int) -> bool:
        """Whether the day at a token is a reserve day."""
        return next((reserve for place, reserve in reversed(self.reserve_at) if place <= at), False)

    def __bool__(self) -> bool:
        return bool(self.spans or self.dailies or self.hours or self.days or self.until or self.validity)
