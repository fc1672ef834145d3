"""A case: one launch under watch, read from its folder, strictly.

A case folder holds ``case.toml`` and beside it notices, element sets, places and the record's files; the
shipped folder ``cases/2023-11-21-malligyong-1`` is the example. Nothing is computed here: a `Case` is what
was written down, every file with its SHA-256, so that a brief can say what it was made from.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from downrange.earth.instants import Window, parse_utc
from downrange.errors import CaseError, TimeError
from downrange.geography.ground_places import GroundPlace, read_places
from downrange.record.checks import ClaimedPass, load_passes
from downrange.record.claims import Claim, load_claims
from downrange.record.provisions import Provision, load_provisions
from downrange.record.sources import Source, load_sources
from downrange.record.timeline import Event, load_events

SHIPPED = Path(str(files("downrange"))) / "cases"
LARGEST_FILE_BYTES = 64 * 1024 * 1024
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}", re.ASCII)


def _utc(value: Any) -> datetime:
    try:
        return parse_utc(str(value))
    except TimeError as error:
        raise ValueError(str(error)) from error


def _interval(value: Any) -> Window:
    start, _, end = str(value).partition("/")
    try:
        return Window(parse_utc(start), parse_utc(end))
    except TimeError as error:
        raise ValueError(f"{error} An interval is START/END.") from error


def _inside(value: str) -> str:
    path = Path(value)
    if path.is_absolute() or ".." in path.parts or "\0" in value:
        raise ValueError("a file of a case stands inside its folder")
    return value


Utc = Annotated[datetime, BeforeValidator(_utc)]
Interval = Annotated[Window, BeforeValidator(_interval)]
Inside = Annotated[str, AfterValidator(_inside)]
Ids = tuple[str, ...]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Launch(_Table):
    """The launch as the case takes it: when (and by whom), what, from where."""

    time: Utc
    time_by: str
    vehicle: str
    payload: str
    site: str
    sources: Ids = ()


class AnnouncedWindow(_Table):
    """The window the launching side gave, where it is known apart from the notices."""

    start: Utc
    end: Utc
    by: str
    sources: Ids = ()


class NoticeFile(_Table):
    """A file with the words of one or more notices, as issued."""

    file: Inside
    sources: Ids = ()
    note: str | None = None


class IdentifyFiles(_Table):
    """Two catalogue snapshots from before and after, and when the launch must have been."""

    before: Inside
    after: Inside
    window: Interval


class OrbitFiles(_Table):
    """Element sets through time; `main` is the catalogue number of the satellite of the case."""

    files: Annotated[tuple[Inside, ...], Field(min_length=1)]
    main: int


class PassesWanted(_Table):
    """For how long passes over the places of the case are wanted."""

    start: Utc
    hours: Annotated[float, Field(gt=0, le=240)] = 24.0
    min_elevation_deg: Annotated[float, Field(ge=0, lt=90)] = 10.0


class AirGiven(_Table):
    """What the bodies fall through, where it is not the US Standard Atmosphere 1976 without wind.

    `profile` is a CSV of density, wind or both by altitude; `model` "nrlmsis-2.1" takes the density of the launch's
    day from the solar flux of the day before, its mean over 81 days and the day's Ap.
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
            raise ValueError("of the standard air only a profile can be given")
        if self.model != "us76" and None in given:
            raise ValueError("the model asks for f107, f107_mean and ap")
        return self


class ReportedFall(_Table):
    """Which event of the record tells of the fall of which body."""

    body: str
    event: str


class _CaseFile(_Table):
    title: str
    summary: str = ""
    launch: Launch
    announced_window: AnnouncedWindow | None = None
    notices: tuple[NoticeFile, ...] = ()
    identify: IdentifyFiles | None = None
    orbit: OrbitFiles | None = None
    passes: PassesWanted | None = None
    air: AirGiven | None = None
    vehicle: dict[str, Any] | None = None
    known: dict[str, Any] | None = None
    flight_record: tuple[dict[str, Any], ...] = ()
    bodies: tuple[dict[str, Any], ...] = ()
    reported_falls: tuple[ReportedFall, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One launch under watch. `texts` holds each file that was read, `sha256` its fingerprint."""

    name: str
    folder: Path
    title: str
    summary: str
    launch: Launch
    announced_window: AnnouncedWindow | None
    notices: tuple[NoticeFile, ...]
    identify: IdentifyFiles | None
    orbit: OrbitFiles | None
    passes: PassesWanted | None
    air: AirGiven | None
    vehicle: Mapping[str, Any] | None
    known: Mapping[str, Any] | None
    flight_record: tuple[Mapping[str, Any], ...]
    bodies: tuple[Mapping[str, Any], ...]
    reported_falls: tuple[ReportedFall, ...]
    places: tuple[GroundPlace, ...]
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    provisions: tuple[Provision, ...]
    claimed_passes: tuple[ClaimedPass, ...]
    texts: Mapping[str, str]
    sha256: Mapping[str, str]


def shipped_cases() -> tuple[str, ...]:
    """The names of the cases that come with Downrange."""
    return tuple(
        sorted(p.name for p in SHIPPED.iterdir() if _NAME.fullmatch(p.name) and (p / "case.toml").is_file())
    )


def find_case(name_or_folder: str) -> Path:
    """The folder of a shipped case by its name, or of a folder that holds a ``case.toml``; CaseError else."""
    if _NAME.fullmatch(name_or_folder) and (SHIPPED / name_or_folder / "case.toml").is_file():
        return SHIPPED / name_or_folder
    try:
        folder = Path(name_or_folder)
        folder = folder.parent if folder.name == "case.toml" else folder
        if (folder / "case.toml").is_file():
            return folder
    except (OSError, ValueError):  # a name too long, or with a NUL
        pass
    raise CaseError(
        f"there is no case {name_or_folder[:80]!r}",
        hint=f"Name a folder with a case.toml, or one of: {', '.join(shipped_cases())}.",
    )


def read_case(name_or_folder: str) -> Case:
    """Read a case folder. CaseError or RecordError say which file, which entry, and what would be right."""
    folder = find_case(name_or_folder)
    read = _Reader(folder)
    written = _case_file(read.text("case.toml"))
    for notice in written.notices:
        read.text(notice.file)
    wanted = list(written.orbit.files) if written.orbit else []
    wanted += [written.identify.before, written.identify.after] if written.identify else []
    wanted += [written.air.profile] if written.air and written.air.profile else []
    for file in wanted:
        read.text(file)
    record = [
        name
        for name in ("sources.toml", "claims.toml", "events.toml", "provisions.toml", "places.csv")
        if (folder / name).is_file()
    ]
    for file in record:
        read.text(file)
    sources = load_sources(folder / "sources.toml")
    _check_citations(written, sources)
    claims = load_claims(folder / "claims.toml", sources)
    events = load_events(folder / "events.toml", sources)
    _check_reported_falls(written, events)
    return Case(
        name=folder.resolve().name,
        folder=folder,
        title=written.title,
        summary=written.summary,
        launch=written.launch,
        announced_window=written.announced_window,
        notices=written.notices,
        identify=written.identify,
        orbit=written.orbit,
        passes=written.passes,
        air=written.air,
        vehicle=written.vehicle,
        known=written.known,
        flight_record=written.flight_record,
        bodies=written.bodies,
        reported_falls=written.reported_falls,
        places=read_places(read.texts["places.csv"]) if "places.csv" in read.texts else (),
        sources=sources,
        claims=claims,
        events=events,
        provisions=load_provisions(folder / "provisions.toml", sources),
        claimed_passes=load_passes(folder / "claims.toml", claims),
        texts=read.texts,
        sha256=read.sha256,
    )


@dataclass(slots=True)
class _Reader:
    """Reads files of a folder once each and keeps their text and fingerprint."""

    folder: Path
    texts: dict[str, str] = field(default_factory=dict)
    sha256: dict[str, str] = field(default_factory=dict)

    def text(self, file: str) -> str:
        if file not in self.texts:
            path = self.folder / file
            try:
                if path.stat().st_size > LARGEST_FILE_BYTES:
                    raise CaseError(f"{file} is larger than 64 MB", where=str(path))
                data = path.read_bytes()
                self.texts[file] = data.decode("utf-8-sig")
            except OSError as error:
                reason = error.strerror or "it cannot be read"
                raise CaseError(f"the case names {file}, but: {reason}", where=str(self.folder)) from error
            except UnicodeDecodeError as error:
                raise CaseError(f"{file} is not UTF-8 text", where=str(path)) from error
            self.sha256[file] = hashlib.sha256(data).hexdigest()
        return self.texts[file]


def _case_file(text: str) -> _CaseFile:
    try:
        return _CaseFile.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise CaseError(
            f"case.toml is not TOML: {error}", hint="See the shipped case for an example."
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(str(step) for step in first["loc"])
        says = {"extra_forbidden": "is not a key of a case", "missing": "is missing"}.get(
            first["type"], first["msg"]
        )
        raise CaseError(
            f"{entry} {says}", where="case.toml", hint="See the shipped case for an example."
        ) from error


def _check_citations(written: _CaseFile, sources: Sequence[Source]) -> None:
    known = {source.id for source in sources}
    cited = [("launch", written.launch.sources)]
    cited += [(notice.file, notice.sources) for notice in written.notices]
    if written.announced_window:
        cited.append(("announced_window", written.announced_window.sources))
    for entry, ids in cited:
        for missing in set(ids) - known:
            raise CaseError(
                f"{entry} cites {missing!r}, which sources.toml does not hold",
                where="case.toml",
                hint="Add the source, or take the citation out.",
            )


def _check_reported_falls(written: _CaseFile, events: Sequence[Event]) -> None:
    bodies, happened = {str(body.get("name")) for body in written.bodies}, {event.id for event in events}
    for place, fall in enumerate(written.reported_falls, 1):
        for what, name, known in (("body", fall.body, bodies), ("event", fall.event, happened)):
            if name not in known:
                raise CaseError(
                    f"reported_falls, number {place}, names the {what} {name!r}, which the case does not hold",
                    where="case.toml",
                    hint=f"It holds: {', '.join(sorted(known)) or 'none'}.",
                )
