"""Requests: the questions that a door can ask, validated before anything is computed.

The command line and the desk fill the same models from texts; a field that makes no sense raises the error of its
room, with code, field and value. Files arrive as documents, a name and exactly the bytes that were opened: nothing
below a door opens a user's file, and a receipt can name each with its fingerprint.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    ValidationError,
    model_validator,
)

from downrange.answers.request_codes import RequestCode
from downrange.case.case_model import Case, ThresholdsGiven
from downrange.earth.instants import Window, as_instant, format_utc, parse_utc, parse_window
from downrange.errors import InputError, PlaceError
from downrange.geography.ground_places import GroundPlace, parse_place, read_places
from downrange.geography.sites import Site, find_site
from downrange.kernel.parallel import DRAWS, Draws
from downrange.kernel.text_encodings import Decoded, decoded, kind_of_bytes
from downrange.launch.risk.thresholds import Thresholds
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements, join

LONGEST = timedelta(days=366)  # days after its epoch an element set says little, a year after it nothing
HIGHEST_DEG = 180.0
LOWEST_KM, HIGHEST_KM = 100.0, 3000.0


def _from_text(read: Callable[[str], Any]) -> BeforeValidator:
    """A field that a text may fill, read by `read`; what is no text is taken as it is."""
    return BeforeValidator(lambda given: read(given) if isinstance(given, str) else given)


def _inclinations(given: str) -> tuple[float, float]:
    found = _interval(given)
    if found is None:
        raise InputError(RequestCode.INCLINATIONS, field="inclination_deg", value=given)
    if not 0 <= found[0] <= found[1] <= HIGHEST_DEG:
        raise InputError(RequestCode.INCLINATION_RANGE, field="inclination_deg", value=given)
    return found


def _heights(given: str) -> tuple[float, float]:
    found = _interval(given)
    if found is None:
        raise InputError(RequestCode.HEIGHTS, field="height_km", value=given)
    if not LOWEST_KM <= found[0] <= found[1] <= HIGHEST_KM:
        raise InputError(RequestCode.HEIGHT_RANGE, field="height_km", value=given)
    return found


def _interval(text: str) -> tuple[float, float] | None:
    """Two numbers with a slash between them; None for anything else."""
    try:
        first, last = (float(part) for part in text.split("/"))
    except ValueError:
        return None
    return first, last


def _heading(given: str) -> str:
    if given.lower() not in ("north", "south"):
        raise InputError(RequestCode.HEADING, field="heading", value=given)
    return given.lower()


def _sun(given: Any) -> Any:
    if isinstance(given, int | float) and not -90 <= given <= 90:
        raise InputError(RequestCode.SUN, field="min_sun_deg", value=given)
    return given


def _of_our_years(window: Window) -> Window:
    return Window(as_instant(window.start, "start"), as_instant(window.end, "end"))


Instant = Annotated[datetime, AfterValidator(as_instant), _from_text(parse_utc)]
Span = Annotated[InstanceOf[Window], AfterValidator(_of_our_years), _from_text(parse_window)]
LaunchSite = Annotated[InstanceOf[Site], _from_text(find_site)]
Place = Annotated[InstanceOf[GroundPlace], _from_text(parse_place)]
Inclinations = Annotated[tuple[float, float], _from_text(_inclinations)]
Heights = Annotated[tuple[float, float], _from_text(_heights)]
Heading = Annotated[Literal["north", "south"], _from_text(_heading)]
SunDeg = Annotated[float, BeforeValidator(_sun)]


class Request(BaseModel):
    """What every question shares: its fields do not change, and an unknown field is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    @classmethod
    def of(cls, **given: Any) -> Self:
        """The request with these fields; InputError with the first field that makes no sense."""
        try:
            return cls(**given)
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(step) for step in first["loc"])
            raise InputError(
                RequestCode.FIELD, field=name, value=first["input"], problem=first["msg"]
            ) from error


class Document(Request):
    """A file as a door opened it: its name, and exactly its bytes."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The fingerprint of the bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def text(self) -> str:
        """The text of the bytes; InputError where they are blank or are no text."""
        return self.decoded().text

    def decoded(self) -> Decoded:
        """The text and the encoding it was in, which may be a guess; InputError where there is no text."""
        kind = kind_of_bytes(self.data)
        if kind is not None:
            raise InputError(RequestCode.NOT_TEXT, name=self.name, kind=kind)
        found = decoded(self.data)
        if not found.text.strip():
            raise InputError(RequestCode.EMPTY, name=self.name)
        return found


Documents = tuple[Document, ...]
Snapshots = Annotated[
    Documents,
    Field(min_length=1),
    BeforeValidator(lambda given: (given,) if isinstance(given, Document) else given),
]


class NoticeRequest(Request):
    """What do these texts announce, what is in force `at` an instant, and what could not be read?"""

    notices: Annotated[Documents, Field(min_length=1)]
    year: int | None = None
    at: Instant | None = None


class NoticesUnderRequest(Request):
    """Who lies under the areas of these notices, and is that in force `at` an instant? `towns`: how many to name."""

    notices: Annotated[Documents, Field(min_length=1)]
    year: int | None = None
    at: Instant | None = None
    towns: Annotated[int, Field(ge=0)] = 5


class CompareRequest(Request):
    """What has changed from one text of notices to another?"""

    old: Document
    new: Document
    year: int | None = None


class PlaneRequest(Request):
    """Which orbital plane do the areas of one launch show? `site` None: the areas must name it."""

    notices: Documents
    site: LaunchSite | None = None
    liftoff: Instant | None = None
    use_history: bool = True


class SearchRequest(Request):
    """Which orbit should the launch enter, and how wide must an observer look?"""

    site: LaunchSite
    notices: Documents = ()
    liftoff: Instant | None = None
    inclination_deg: Inclinations | None = None
    heading: Heading | None = None
    height_km: Heights | None = None
    eccentricity: Annotated[float, Field(ge=0, le=0.2)] | None = None


class IdentifyRequest(Request):
    """Which objects, new between two catalogues, came from a launch?"""

    before: Snapshots
    after: Snapshots
    site: LaunchSite
    window: Span
    notices: Documents = ()
    inclination_deg: Inclinations | None = None
    launches: Document | None = None
    designators: bool = False


class FallRequest(Request):
    """What falls, where and when, and on whom? `thresholds`: other than those of the case; `slice_min`: minutes of a
    slice of its hazard areas."""

    case: InstanceOf[Case]
    draws: InstanceOf[Draws] = DRAWS
    check_zones: bool = False
    thresholds: InstanceOf[Thresholds] | None = None
    slice_min: Annotated[float, Field(ge=0.5, le=120)] = 2.0

    @property
    def case_with_thresholds(self) -> Case:
        """The case, with the thresholds of the request in place of its own where there are any."""
        if self.thresholds is None:
            return self.case
        given = ThresholdsGiven(**asdict(self.thresholds), source="the request")
        return self.case.model_copy(update={"thresholds": given})


class BriefRequest(Request):
    """Everything about one launch."""

    case: InstanceOf[Case]
    draws: InstanceOf[Draws] = DRAWS


class OrbitRequest(Request):
    """A question about element sets over a span of time."""

    elements: Document
    start: Instant
    end: Instant

    @model_validator(mode="after")
    def _at_most_a_year(self) -> Self:
        if self.end - self.start > LONGEST:
            first, last = format_utc(self.start), format_utc(self.end)
            raise InputError(RequestCode.TOO_LONG, field="end", start=first, end=last, days=LONGEST.days)
        return self

    def sets(self) -> Elements:
        """The element sets; ElementError where none can be read."""
        return read_elements(self.elements.data)


class PlacesRequest(OrbitRequest):
    """A question about element sets over places on the ground."""

    place: tuple[Place, ...] = ()
    places: Document | None = None

    def chosen(self) -> tuple[GroundPlace, ...]:
        """The places named one by one and those of the table; PlaceError without any."""
        table = () if self.places is None else read_places(self.places.text, where=self.places.name)
        if not (self.place or table):
            raise PlaceError(RequestCode.NO_PLACE, field="place")
        return (*self.place, *table)


class PassesRequest(PlacesRequest):
    """When do satellites rise, culminate and set over places?"""

    min_elevation_deg: float = 10.0


class OverflightRequest(PlacesRequest):
    """When could a satellite image a place?"""

    max_off_nadir_deg: float = 45.0
    min_sun_deg: SunDeg = 10.0


class CoverageRequest(OrbitRequest):
    """How often do satellites reach an area or the globe, and with what gaps?"""

    area: Document | None = None
    grid_deg: float | None = None
    max_off_nadir_deg: float = 45.0
    min_sun_deg: SunDeg = 10.0


class HistoryRequest(Request):
    """A question about the element histories of objects."""

    elements: Annotated[Documents, Field(min_length=1)]

    def sets(self) -> Elements:
        """The element sets of all files in one; ElementError where none can be read."""
        return join([read_elements(one.data) for one in self.elements])


class ManoeuvresRequest(HistoryRequest):
    """When did satellites burn their engines, how strongly and which way?"""

    control_site: Place | None = None
    draws: InstanceOf[Draws] = DRAWS


class DecayRequest(HistoryRequest):
    """When do objects come down?"""

    as_of: Instant
    space_weather: Document | None = None
    norad: tuple[int, ...] = ()
    assume_passive: bool = False


class RecordRequest(Request):
    """Who says what about a launch? `only` narrows it: a question, a topic or a claim."""

    case: InstanceOf[Case]
    only: str | None = None


def documents(opened: Iterable[tuple[str, bytes]]) -> Documents:
    """Documents from pairs of name and bytes."""
    return tuple(Document(name=name, data=data) for name, data in opened)
