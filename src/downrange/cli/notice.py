"""downrange notice: read hazard notices, say who lies under their areas, compare two of them."""

from pathlib import Path
from typing import Annotated

import typer

from downrange.cli.help_texts import HELP
from downrange.cli.options import AsJson
from downrange.cli.time_options import AT_HELP, ZONE_HELP

app = typer.Typer(no_args_is_help=True)

NoticeFiles = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILE|-...", help="Files with notices; - or a pipe is standard input."),
]
Year = Annotated[int | None, typer.Option(min=1957, max=2099, help="The year, where the text prints none.")]


@app.callback()
def notice() -> None:
    """Read launch hazard notices: areas, windows, and what could not be read."""


@app.command(help=HELP["notice read"])
def read(
    files: NoticeFiles = None,
    json: AsJson = False,
    year: Year = None,
    in_force: Annotated[
        str | None, typer.Option("--in-force", metavar="TIME", help=f"Show what is in force at: {AT_HELP}")
    ] = None,
    tz: Annotated[str | None, typer.Option("--tz", metavar="ZONE", help=ZONE_HELP)] = None,
    geojson: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the areas to this file, as GeoJSON.")
    ] = None,
) -> None:
    """Read every notice in the texts: NAVAREA, HYDROPAC, NOTAM, NGA JSON or XML, several run together."""
    from downrange.answers.notice import read_notice, refusals
    from downrange.answers.requests import NoticeRequest
    from downrange.cli.files import require_file_place, write_each
    from downrange.cli.notice_pages import show_readings
    from downrange.cli.terminal import emit, named_documents, progress, say_incomplete, say_refused
    from downrange.cli.time_options import instant_of, local_time
    from downrange.kernel.visible_text import json_text
    from downrange.launch.notices.notice_features import areas_to_geojson

    if geojson is not None:
        require_file_place(geojson, inputs=files or ())
    at = None if in_force is None else instant_of(in_force)
    local = None if tz is None else local_time(tz)
    documents, unopened = named_documents(files)
    with progress("reading") as report:
        step = report("files", len(documents))
        request = NoticeRequest.of(notices=documents, year=year, at=at) if documents else None
        answer = None if request is None else read_notice(request, step)
    refused = {**unopened, **(answer.refused if answer else {})}
    if answer is None or not answer.readings:
        say_refused(refused)
        raise typer.Exit(2)
    if geojson is not None:
        collection = json_text(areas_to_geojson(answer.notices), indent=1)
        write_each({geojson: collection.encode()})
    if json:
        emit({**answer.as_dict(local), "refused": refusals(refused)})
    else:
        show_readings(answer.readings, local, by_file=len(documents) + len(unopened) > 1)
    say_refused(refused)
    say_incomplete(answer.incomplete)
    if refused or answer.incomplete:
        raise typer.Exit(2 if refused else 1)


@app.command(help=HELP["notice who"])
def who(
    files: NoticeFiles = None,
    at: Annotated[str | None, typer.Option("--at", metavar="TIME", help=AT_HELP)] = None,
    towns: Annotated[int, typer.Option(min=0, help="How many towns of each area are named.")] = 5,
    json: AsJson = False,
    year: Year = None,
) -> None:
    """Say who lies under the areas: territories, waters, towns; in force or not."""
    from downrange.answers.notice import refusals
    from downrange.answers.notice_who import who_is_under
    from downrange.answers.requests import NoticesUnderRequest
    from downrange.cli.notice_who_page import show_who
    from downrange.cli.terminal import emit, named_documents, progress, say_incomplete, say_refused
    from downrange.cli.time_options import instant_of

    instant = None if at is None else instant_of(at)
    documents, refused = named_documents(files)
    answer = None
    if documents:
        with progress("reading") as report:
            request = NoticesUnderRequest.of(notices=documents, year=year, at=instant, towns=towns)
            answer = who_is_under(request, report("files", len(documents)))
        refused |= answer.refused
    if answer is None or not answer.notices:
        say_refused(refused)
        raise typer.Exit(2)
    if json:
        emit({**answer.as_dict(), "refused": refusals(refused)})
    else:
        show_who(answer.notices, most_towns=towns, by_file=len(documents) + len(refused) > 1)
    say_refused(refused)
    say_incomplete(answer.not_told)
    if refused or answer.not_told:
        raise typer.Exit(2 if refused else 1)


@app.command(help=HELP["notice compare"])
def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A file with notices; - reads standard input.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The file to compare it with.")],
    json: AsJson = False,
    year: Year = None,
) -> None:
    """Say what has changed between two texts: areas, windows, limits, cancellations."""
    from downrange.answers.notice_compare import notice_changes
    from downrange.answers.requests import CompareRequest
    from downrange.cli.notice_changes_page import show_changes
    from downrange.cli.terminal import emit, opened_pair, progress, say_incomplete

    before, after = opened_pair(old, new)
    with progress("comparing"):
        answer = notice_changes(CompareRequest.of(old=before, new=after, year=year))
    if json:
        emit(answer.as_dict())
    else:
        show_changes(answer.changes)
    say_incomplete(answer.incomplete)
    if answer.incomplete:
        raise typer.Exit(1)
