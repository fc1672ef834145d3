"""Case reader: a case folder read strictly, each file once, with the SHA-256 of exactly the bytes that were used."""

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from downrange.case.case_codes import CaseCode
from downrange.case.case_model import Case, CaseFile
from downrange.errors import CaseError
from downrange.geography.ground_places import read_places
from downrange.kernel.regular_files import FileTooLarge, OutsideFolder, read_regular
from downrange.kernel.text_doors import open_toml
from downrange.record.checks import read_passes
from downrange.record.claims import read_claims
from downrange.record.provisions import read_provisions
from downrange.record.sources import Source, read_sources
from downrange.record.timeline import Event, read_events

SHIPPED = Path(str(files("downrange"))) / "cases"
LARGEST_FILE_MB = 64
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}", re.ASCII)
_BESIDE = ("sources.toml", "claims.toml", "events.toml", "provisions.toml", "places.csv")


def shipped_cases() -> tuple[str, ...]:
    """The names of the cases that come with Downrange, sorted."""
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
    raise CaseError(CaseCode.NOT_FOUND, value=name_or_folder[:80], known=", ".join(shipped_cases()))


def read_case(name_or_folder: str) -> Case:
    """Read a case folder. CaseError or RecordError say which file, which entry, and what would be right."""
    folder = find_case(name_or_folder)
    read = CaseTexts(folder)
    written = read_case_file(read.text("case.toml"))
    for file in files_named(written):
        read.text(file)
    beside = {file: read.text(file) if os.path.lexists(folder / file) else "" for file in _BESIDE}
    sources = read_sources(beside["sources.toml"])
    claims = read_claims(beside["claims.toml"], sources)
    events = read_events(beside["events.toml"], sources)
    for fault in (*uncited(written, sources), *unknown_falls(written, events)):
        raise fault
    return Case.model_construct(
        **dict(written),
        name=folder.resolve().name,
        folder=folder,
        places=read_places(beside["places.csv"]) if "places.csv" in read.texts else (),
        sources=sources,
        claims=claims,
        events=events,
        provisions=read_provisions(beside["provisions.toml"], sources),
        claimed_passes=read_passes(beside["claims.toml"], claims),
        texts=read.texts,
        sha256=read.sha256,
    )


@dataclass(slots=True)
class CaseTexts:
    """Reads the files of a folder, each once, and keeps its text and the SHA-256 of its bytes."""

    folder: Path
    texts: dict[str, str] = field(default_factory=dict)
    sha256: dict[str, str] = field(default_factory=dict)

    def text(self, file: str) -> str:
        """The text of a regular file of the folder; CaseError if it cannot be read, is too large or is not UTF-8, or
        if a link leads out of the folder."""
        if file not in self.texts:
            path = self.folder / file
            try:
                data = read_regular(path, LARGEST_FILE_MB * 1024 * 1024, within=self.folder)
                self.texts[file] = data.decode("utf-8-sig")
            except FileTooLarge as error:
                raise CaseError(
                    CaseCode.FILE_TOO_LARGE, where=str(path), value=file, limit_mb=LARGEST_FILE_MB
                ) from error
            except OutsideFolder as error:
                raise CaseError(CaseCode.OUTSIDE_FOLDER, field=file, value=str(path.resolve())) from error
            except OSError as error:
                reason = error.strerror or "it cannot be read"
                raise CaseError(
                    CaseCode.FILE_UNREADABLE, where=str(self.folder), value=file, reason=reason
                ) from error
            except UnicodeDecodeError as error:
                raise CaseError(CaseCode.NOT_UTF8, where=str(path), value=file) from error
            self.sha256[file] = hashlib.sha256(data).hexdigest()
        return self.texts[file]


def read_case_file(text: str) -> CaseFile:
    """The content of ``case.toml``; CaseError for the first key that is wrong."""
    try:
        return CaseFile.model_validate(open_toml(text, CaseError, CaseCode.NOT_TOML, "case.toml"))
    except ValidationError as error:
        raise faults_of(error)[0] from error


def faults_of(error: ValidationError) -> list[CaseError]:
    """An error for each key of ``case.toml`` that is wrong."""
    known = {"extra_forbidden": CaseCode.UNKNOWN_KEY, "missing": CaseCode.MISSING_KEY}
    known |= {str(code): code for code in CaseCode}
    faults = []
    for fault in error.errors():
        code = known.get(fault["type"], CaseCode.BAD_VALUE)
        key = ".".join(str(step) for step in fault["loc"])
        reason = fault["msg"].removeprefix("Value error, ").rstrip(".")
        faults.append(CaseError(code, where="case.toml", field=key, value=fault["input"], reason=reason))
    return faults


def files_named(written: CaseFile) -> tuple[str, ...]:
    """The files that ``case.toml`` names, in the order of their use."""
    return (
        *(notice.file for notice in written.notices),
        *(written.orbit.files if written.orbit else ()),
        *((written.identify.before, written.identify.after) if written.identify else ()),
        *((written.air.profile,) if written.air and written.air.profile else ()),
    )


def uncited(written: CaseFile, sources: Sequence[Source]) -> Iterator[CaseError]:
    """An error for each citation of a source that ``sources.toml`` does not hold."""
    known = {source.id for source in sources}
    cited = [("launch", written.launch.sources)]
    cited += [(notice.file, notice.sources) for notice in written.notices]
    if written.announced_window:
        cited.append(("announced_window", written.announced_window.sources))
    for entry, ids in cited:
        for missing in set(ids) - known:
            yield CaseError(CaseCode.SOURCE_NOT_LISTED, where="case.toml", field=entry, value=missing)


def unknown_falls(written: CaseFile, events: Sequence[Event]) -> Iterator[CaseError]:
    """An error for each reported fall of a body, or by an event, that the case does not hold."""
    bodies, happened = {str(body.get("name")) for body in written.bodies}, {event.id for event in events}
    for place, fall in enumerate(written.reported_falls, 1):
        for kind, name, known in (("body", fall.body, bodies), ("event", fall.event, happened)):
            if name not in known:
                yield CaseError(
                    CaseCode.REPORTED_FALL,
                    where="case.toml",
                    field=f"reported_falls, number {place},",
                    value=name,
                    kind=kind,
                    known=", ".join(sorted(known)) or "none",
                )
