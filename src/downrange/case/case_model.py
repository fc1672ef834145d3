"""A case: one launch under watch, as it was written down. Nothing is computed here.

A case folder holds ``case.toml`` and beside it notices, element sets, places and the files of the record; the
shipped folder ``cases/2023-11-21-malligyong-1`` is the example. `CaseFile` gives the keys of ``case.toml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from downrange.case.case_codes import CaseCode
from downrange.earth.instants import Window, as_instant, format_utc, parse_utc
from downrange.errors import TimeError
from downrange.geography.ground_places import GroundPlace
from downrange.kernel.regular_files import is_file_name
from downrange.record.checks import ClaimedPass
from downrange.record.claims import Claim
from downrange.record.provisions import Provision
from downrange.record.sources import Source
from downrange.record.timeline import Event


def _refused(code: CaseCode) -> PydanticCustomError:
    return PydanticCustomError(str(code), "see the code")


def _utc(value: Any) -> datetime:
    try:
        return as_instant(parse_utc(str(value)))
    except TimeError as error:
        raise ValueError(str(error)) from error


def _interval(value: Any) -> Window:
    start, _, end = str(value).partition("/")
    try:
        return Window(as_instant(parse_utc(start)), as_instant(parse_utc(end)))
    except TimeError as error:
        raise ValueError(f"{error} An interval is START/END.") from error


def _inside(value: str) -> str:
    posix, windows = PurePosixPath(value), PureWindowsPath(value)  # a case means the same on every system
    if posix.is_absolute() or windows.anchor or ".." in windows.parts:
        raise _refused(CaseCode.OUTSIDE_FOLDER)
    if not is_file_name(value):
        raise _refused(CaseCode.BAD_FILE_NAME)
    return value


Utc = Annotated[datetime, BeforeValidator(_utc)]
Interval = Annotated[Window, BeforeValidator(_interval)]
Inside = Annotated[str, AfterValidator(_inside)]
Ids = tuple[str, ...]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


@dataclass(frozen=True, slots=True)
class LiftOff:
    """When the vehicle lifts off: an instant, a window, or unknown (neither). `by` says who gives it."""

    instant: datetime | None = None
    window: Window | None = None
    by: str | None = None

    @property
    def kind(self) -> Literal["instant", "window", "unknown"]:
        """Which of the three it is."""
        return "instant" if self.instant else "window" if self.window else "unknown"

    @property
    def earliest(self) -> datetime | None:
        """The first moment at which it can be; None if unknown."""
        return self.window.start if self.window else self.instant

    @property
    def middle(self) -> datetime | None:
        """The instant, or the middle of the window; None if unknown."""
        return self.window.start + (self.window.end - self.window.start) / 2 if self.window else self.instant

    def clock(self, after_s: float) -> str | None:
        """The time of day `after_s` seconds after lift-off, ISO 8601 UTC; None unless the instant is known."""
        return format_utc(self.instant + timedelta(seconds=after_s)) if self.instant else None


class Launch(_Table):
    """The launch as the case takes it: when (and by whom), what, from where. Without time and window: not known."""

    time: Utc | None = None
    window: Interval | None = None
    time_by: str | None = None
    vehicle: str
    payload: str
    site: str
    sources: Ids = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.time and self.window:
            raise _refused(CaseCode.TIME_OR_WINDOW)
        if (self.time or self.window) and not self.time_by:
            raise _refused(CaseCode.NO_TIME_BY)
        return self

    @property
    def liftoff(self) -> LiftOff:
        """Lift-off as ``case.toml`` gives it."""
        return LiftOff(self.time, self.window, self.time_by)


class AnnouncedWindow(_Table):
    """The window that the launching side gave, where it is known apart from the notices."""

    start: Utc
    end: Utc
    by: str
    sources: Ids = ()


class NoticeFile(_Table):
    """A file with the text of one or more notices, as issued."""

    file: Inside
    sources: Ids = ()
    note: str | None = None


class IdentifyFiles(_Table):
    """Two catalogue snapshots from before and after, and the window in which the launch must have been."""

    before: Inside
    after: Inside
    window: Interval


class OrbitFiles(_Table):
    """Files of element sets; `main` is the catalogue number of the satellite of the case."""

    files: Annotated[tuple[Inside, ...], Field(min_length=1)]
    main: int


class PassesWanted(_Table):
    """From when, and for how long, passes over the places of the case are wanted."""

    start: Utc
    hours: Annotated[float, Field(gt=0, le=240)] = 24.0
    min_elevation_deg: Annotated[float, Field(ge=0, lt=90)] = 10.0


class AirGiven(_Table):
    """The atmosphere of the falls, where it is not the US Standard Atmosphere 1976 without wind.

    `profile` is a CSV of density, wind or both by altitude; `model` "nrlmsis-2.1" takes the density on the day of the
    launch from the 10.7 cm solar flux of the day before, its mean over 81 days and the day's index Ap.
    """

    profile: Inside | None = None
    model: Literal["us76", "nrlmsis-2.1"] = "us76"
    f107: Annotated[float, Field(ge=50, le=500)] | None = None
    f107_mean: Annotated[float, Field(ge=50, le=400)] | None = None
    ap: Annotated[float, Field(ge=0, le=400)] | None = None
    source: str

    @model_validator(mode="after")
    def _whole(self) -> Self:
        given = [self.f107, self.f107_mean, self.ap]
        if self.model == "us76" and (self.profile is None or any(value is not None for value in given)):
            raise _refused(CaseCode.STANDARD_AIR)
        if self.model != "us76" and None in given:
            raise _refused(CaseCode.MODEL_AIR)
        return self


Chance = Annotated[float, Field(gt=0, lt=1)]


class ThresholdsGiven(_Table):
    """Probabilities held acceptable at most, where they are not those of 14 CFR 450.101 and 450.133.

    Per launch: of a hit on one ship or one aircraft, of a casualty of one person or among all people; and the share
    of a planned fall's debris that its area must hold. `source` says whose they are.
    """

    ship: Chance = 1e-5
    aircraft: Chance = 1e-6
    person: Chance = 1e-6
    people: Chance = 1e-4
    containment: Chance = 0.97
    source: str


class ReportedFall(_Table):
    """The event of the record that reports the fall of a body."""

    body: str
    event: str


class CaseFile(_Table):
    """The keys of ``case.toml``; the tables of vehicle and bodies are read strictly by the rooms that use them."""

    title: str
    summary: str = ""
    launch: Launch
    announced_window: AnnouncedWindow | None = None
    notices: tuple[NoticeFile, ...] = ()
    identify: IdentifyFiles | None = None
    orbit: OrbitFiles | None = None
    passes: PassesWanted | None = None
    air: AirGiven | None = None
    thresholds: ThresholdsGiven | None = None
    vehicle: dict[str, Any] | str | None = None
    known: dict[str, Any] | None = None
    flight_record: tuple[dict[str, Any], ...] = ()
    bodies: tuple[dict[str, Any], ...] = ()
    reported_falls: tuple[ReportedFall, ...] = ()


class Case(CaseFile):
    """One launch under watch: its ``case.toml`` and the files beside it, as read once by `case_reader`.

    `texts` holds the text of each file by its name in the folder, `sha256` the fingerprint of its bytes.
    """

    name: str
    folder: Path
    places: tuple[GroundPlace, ...]
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    provisions: tuple[Provision, ...]
    claimed_passes: tuple[ClaimedPass, ...]
    texts: Mapping[str, str]
    sha256: Mapping[str, str]

    @property
    def liftoff(self) -> LiftOff:
        """Lift-off as ``case.toml`` gives it, or the window that the launching side announced."""
        announced, stated = self.announced_window, self.launch.liftoff
        if stated.kind != "unknown" or announced is None:
            return stated
        return LiftOff(window=Window(announced.start, announced.end), by=announced.by)
