"""`downrange record`: who says what: the timeline, claims and denials, provisions, and claims put to physics."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from downrange.answers.record import checks_of, claims_of, provisions_of, timeline_of
from downrange.answers.requests import RecordRequest
from downrange.case.case_reader import read_case
from downrange.cli.help_texts import HELP
from downrange.cli.options import AsJson, CaseName
from downrange.cli.terminal import console, emit, progress_console
from downrange.errors import OutputError
from downrange.record.claims import Claim, Debate, roots, text_of
from downrange.record.provisions import Provision, citation
from downrange.record.record_codes import StoreCode
from downrange.record.record_tables import as_dict
from downrange.record.sources import Source
from downrange.record.store import Store
from downrange.record.store_file import IN_MEMORY
from downrange.record.timeline import Event, Moment

app = typer.Typer()


@app.command("timeline", help=HELP["record timeline"])
def show_timeline(case: CaseName, as_json: AsJson = False) -> None:
    """Show what happened and what was said, in one order, each line with who says so and where."""
    moments = timeline_of(RecordRequest.of(case=read_case(case)))
    if as_json:
        emit({"timeline": [_moment(moment) for moment in moments]})
        return
    table = Table(box=None, padding=(0, 1))
    table.add_column("as told", no_wrap=True)
    table.add_column("what", ratio=3)
    table.add_column("who says so, and where", ratio=2)
    for moment in moments:
        what, who = _told(moment.of)
        if moment.differs_from:
            what += f" [differs from {', '.join(moment.differs_from)}]"
        where = _publishers(moment.of.sources)
        table.add_row(str(moment.time), escape(what), f"{escape(who)} [dim]{escape(where)}[/]")
    console.print(table)


@app.command("claims", help=HELP["record claims"])
def show_claims(
    case: CaseName,
    question: Annotated[str | None, typer.Option(help="Only this question: its id, or words of it.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show claims and denials side by side, question by question; support is counted at its root."""
    debates = claims_of(RecordRequest.of(case=read_case(case), only=question))
    if as_json:
        emit({"questions": [_debate(debate) for debate in debates]})
        return
    for debate in debates:
        console.print(f"\n[bold]{escape(debate.question.text)}[/]  [dim]{escape(debate.question.id)}[/]")
        table = Table(_heading("asserts", debate.asserts), _heading("denies", debate.denies), expand=True)
        table.add_row(_cell(debate.asserts), _cell(debate.denies))
        console.print(table)
        for claim in debate.others:
            console.print(f"  {escape(claim.stance)}: {_line(claim)}")
    console.print("\n[dim]Grades (Admiralty) are proposals; a second person should grade independently.[/]")


@app.command("provisions", help=HELP["record provisions"])
def show_provisions(
    case: CaseName,
    topic: Annotated[str | None, typer.Option(help="Only those that bear on this topic.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show the provisions that bear on a launch or a transfer; a paragraph number only where it was seen."""
    chosen = provisions_of(RecordRequest.of(case=read_case(case), only=topic))
    if as_json:
        emit({"provisions": [_provision(provision) for provision in chosen]})
        return
    table = Table("provision", "what it says, in our words", "bears on", "source", box=None, padding=(0, 1))
    for provision in chosen:
        where = _publishers(provision.sources) or "no source yet"
        says, bears_on = escape(provision.says), escape(", ".join(provision.topics))
        table.add_row(escape(citation(provision)), says, bears_on, escape(where))
    console.print(table)


@app.command("check", help=HELP["record check"])
def show_checks(
    case: CaseName,
    claim_id: Annotated[str | None, typer.Argument(help="Only this claim, such as C25.")] = None,
    as_json: AsJson = False,
) -> None:
    """Put the claims that an orbit can test to the test, and say what that does and does not show."""
    request = RecordRequest.of(case=read_case(case), only=claim_id)
    with progress_console.status("computing where the satellite was ..."):
        checks = checks_of(request)
    if as_json:
        emit({"checks": [as_dict(check) for check in checks]})
        return
    for check in checks:
        console.print(f"\n[bold]{escape(check.claim.id)} {escape(check.claim.speaker)}[/]: ", end="")
        console.print(escape(text_of(check.claim)))
        console.print(f"[bold]{check.verdict.upper()}[/]. {escape(check.shows)}")
        for line in (*check.says, *check.does_not_show):
            console.print(f"  - {escape(line)}")
        console.print(f"  [dim]{escape(check.method)}[/]")


@app.command("keep", help=HELP["record keep"])
def keep_record(
    case: CaseName,
    store: Annotated[str, typer.Argument(help="The SQLite file of the record; begun if it is not there.")],
    as_json: AsJson = False,
) -> None:
    """Keep a case's record in an SQLite file; keeping it again changes only what changed."""
    if store == IN_MEMORY:  # SQLite's word for a record that is gone at the end
        raise OutputError(StoreCode.NO_FILE_NAME, field="store", value=store)
    record = read_case(case)
    with Store.open(IN_MEMORY) as tried:  # a case that cannot be read or kept begins no file
        tried.keep(record)
    with Store.open(store) as kept:
        did = kept.keep(record)
    if as_json:
        emit(as_dict(did))
    else:
        console.print(f"{did.new} new, {did.unchanged} unchanged, {did.withdrawn} withdrawn: {escape(store)}")
        if did.repaired:
            console.print(f"{did.repaired} changed in the file since they were kept, and written anew.")


@app.command("verify", help=HELP["record verify"])
def verify_record(
    store: Annotated[str, typer.Option(help="The SQLite file of the record.")],
    as_json: AsJson = False,
) -> None:
    """Check every statement, list and page of a record; exit code 1 if anything is not what was kept."""
    with Store.open(store, begin=False) as kept:
        faults = kept.faults()
    if as_json:
        emit(
            {
                "whole": not faults,
                "faults": [{"code": str(fault.code), "says": str(fault)} for fault in faults],
            }
        )
    else:
        for fault in faults:
            console.print(str(fault), markup=False)
        if not faults:
            console.print(f"{store}: every statement and list is what was kept.", markup=False)
    if faults:
        raise typer.Exit(1)


def _told(of: Event | Claim) -> tuple[str, str]:
    """What and who, of one line of the timeline."""
    if isinstance(of, Event):
        return of.what, of.by
    return text_of(of), f"{of.speaker} {of.stance} ({of.id})"


def _heading(stance: str, claims: Sequence[Claim]) -> str:
    if not claims:
        return f"{stance}: nobody in this record"
    origins = roots(claims)
    return escape(f"{stance}: {len(claims)} from {len(origins)} origin{'s' if len(origins) > 1 else ''}")


def _cell(claims: Iterable[Claim]) -> str:
    return "\n\n".join(_line(claim) for claim in claims)


def _line(claim: Claim) -> str:
    via = f", via {', '.join(claim.via)}" if claim.via else ""
    grade = f", {claim.proposed_grade}" if claim.proposed_grade else ""
    where = _publishers(claim.sources)
    tail = f"[dim]{escape(f'{claim.id}{via}; {where}{grade}')}[/]"
    return f"[bold]{escape(claim.speaker)}[/], {claim.date}: {escape(text_of(claim))} {tail}"


def _publishers(sources: Iterable[Source]) -> str:
    return ", ".join(source.publisher for source in sources)


def _moment(moment: Moment) -> dict[str, Any]:
    kind = "event" if isinstance(moment.of, Event) else "claim"
    return {
        "time": moment.time.text,
        "kind": kind,
        "differs_from": list(moment.differs_from),
        kind: as_dict(moment.of),
    }


def _debate(debate: Debate) -> dict[str, Any]:
    return {
        **as_dict(debate),
        "roots_asserting": list(roots(debate.asserts)),
        "roots_denying": list(roots(debate.denies)),
    }


def _provision(provision: Provision) -> dict[str, Any]:
    return {"citation": citation(provision), **as_dict(provision)}
