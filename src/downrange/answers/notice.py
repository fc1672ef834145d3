"""What do these texts announce, what of it is in force, and what could not be read?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from downrange.answers.methods import Method
from downrange.answers.receipts import Receipt, receipt
from downrange.answers.request_codes import RemarkCode
from downrange.answers.requests import Document, Documents, NoticeRequest
from downrange.codes import Remark
from downrange.errors import DownrangeError, InputError
from downrange.kernel.parallel import ProgressCallback
from downrange.launch.areas.area import Area, Position
from downrange.launch.notices.defect_places import PrintedLines, TextLines
from downrange.launch.notices.launch_hours import printed_hours
from downrange.launch.notices.lifecycle.in_force import Standing, standings
from downrange.launch.notices.notice import Defect, Notice
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.notice_reader import read_notices
from downrange.launch.notices.tokens.coordinates import write_position

LocalTime = Callable[[datetime], datetime]  # an aware instant in another zone


@dataclass(frozen=True, slots=True)
class NoticeReading:
    """One notice, the file that it stands in, its lines, and how it stands at the instant that was asked for."""

    file: str
    notice: Notice
    lines: PrintedLines
    standing: Standing | None = None

    @property
    def name(self) -> str:
        """The number of the notice, or that it has none."""
        return self.notice.number or "unnumbered notice"

    @property
    def incomplete(self) -> tuple[Remark, ...]:
        """What of a notice that announces something could not be read at all: its times, its areas."""
        if self.notice.kind == "cancel":
            return ()
        facts = {"notice": self.name, "file": self.file}
        placed = any(area.name or area.boundary is not None for area in self.notice.areas)
        untimed = self.notice.untimed
        facts["hours"] = printed_hours(untimed)
        lacks = {
            RemarkCode.NO_NOTICE_TIME: not (self.notice.windows or untimed),
            RemarkCode.NO_NOTICE_ZONE: bool(untimed),
            RemarkCode.NO_NOTICE_AREA: not placed,
        }
        return tuple(Remark(code, facts) for code, lacking in lacks.items() if lacking)

    def as_dict(self, local: LocalTime | None = None) -> dict[str, Any]:
        """The notice with its file, the lines of its defects, and each area's positions as mariners print them.

        `local` gives an instant in the zone that was asked for: then windows have ``start_local`` and ``end_local``.
        """
        said = {"file": self.file, **self.notice.as_dict()}
        if local is not None:
            for window, entry in zip(self.notice.windows, said["windows"], strict=False):
                entry["start_local"] = local(window.start).isoformat()
                entry["end_local"] = local(window.end).isoformat()
        for area, entry in zip(self.notice.areas, said["areas"], strict=True):
            entry["positions"] = [write_position(*position) for _, position in area_positions(area)]
        for defect, entry in zip(self.notice.defects, said["defects"], strict=True):
            entry["line"] = self.lines.of_defect(defect).get("line")
        for span, entry in zip(self.notice.unread, said["unread"], strict=True):
            entry["line"] = self.lines.line(span.start - self.notice.start)
        said["lines_of"] = self.lines.counted_in
        said["incomplete_codes"] = [str(remark.code) for remark in self.incomplete]
        if self.standing is not None:
            said["standing"] = self.standing.as_dict()
        return said


@dataclass(frozen=True, slots=True)
class NoticeAnswer:
    """The notices of the texts, in their order, and the texts in which none could be read."""

    readings: tuple[NoticeReading, ...]
    refused: Mapping[str, DownrangeError]
    receipt: Receipt

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The notices alone."""
        return tuple(reading.notice for reading in self.readings)

    @property
    def incomplete(self) -> tuple[Remark, ...]:
        """Each notice in which no time, or no area, could be read."""
        return tuple(remark for reading in self.readings for remark in reading.incomplete)

    def as_dict(self, local: LocalTime | None = None) -> dict[str, Any]:
        """The contract of `downrange notice read --json`; `local` as in `NoticeReading.as_dict`."""
        return {
            "notices": [reading.as_dict(local) for reading in self.readings],
            "incomplete": [remark.as_dict() for remark in self.incomplete],
            "refused": refusals(self.refused),
            "receipt": self.receipt.as_dict(),
        }


def read_notice(request: NoticeRequest, report: ProgressCallback | None = None) -> NoticeAnswer:
    """Read every notice of the texts; a text in which none can be read is refused and does not lose the others.

    With `at`, each notice is marked as in force or not at that instant, all texts read together. `report` is called
    with the number of texts read.
    """
    found: list[tuple[str, Notice, TextLines]] = []
    refused: dict[str, DownrangeError] = {}
    for done, document in enumerate(request.notices, start=1):
        try:
            notices, lines = _notices_of(document, request.year), TextLines(document.text)
            found += [(document.name, notice, lines) for notice in notices]
        except InputError as error:
            refused[document.name] = error
        if report is not None:
            report(done)
    at: tuple[Standing | None, ...] = (None,) * len(found)
    if request.at is not None:
        at = standings([notice for _, notice, _ in found], request.at)
    readings = tuple(
        NoticeReading(name, notice, PrintedLines(notice, lines), standing)
        for (name, notice, lines), standing in zip(found, at, strict=True)
    )
    settings = {"year": request.year, **({"at": request.at.isoformat()} if request.at else {})}
    return NoticeAnswer(readings, refused, receipt(Method.NOTICES, request.notices, settings, tables=()))


def refusals(refused: Mapping[str, DownrangeError]) -> list[dict[str, str]]:
    """Files that could not be read, each with the code and the sentence of its error."""
    return [{"file": name, "code": str(error.code), "says": str(error)} for name, error in refused.items()]


def notices_in(texts: Documents, *, year: int | None = None) -> tuple[Notice, ...]:
    """The notices of several texts; `year` is that of dates that print none."""
    return tuple(notice for one in texts for notice in _notices_of(one, year))


def _notices_of(document: Document, year: int | None) -> tuple[Notice, ...]:
    """The notices of one document; where its encoding is a guess that its letters hang on, each says so."""
    read = document.decoded()
    notices = read_notices(read.text, year=year)
    if not read.guessed or not any(letter.isalpha() for letter in read.text if not letter.isascii()):
        return notices
    guessed = Defect("", NoticeDefect.ENCODING_GUESSED, {"encoding": read.encoding})
    return tuple(replace(notice, defects=(*notice.defects, guessed)) for notice in notices)


def area_positions(area: Area) -> list[tuple[str, Position]]:
    """The positions of an area with what each is: corners by number, centre, points of a line, corners of a box."""
    if area.vertices:
        return [(str(number), vertex) for number, vertex in enumerate(area.vertices, start=1)]
    if area.line:
        return [(str(number), point) for number, point in enumerate(area.line, start=1)]
    if area.lat and area.lon:
        return [("SW", (area.lat[0], area.lon[0])), ("NE", (area.lat[1], area.lon[1]))]
    return [("centre", area.center)] if area.center is not None else []
