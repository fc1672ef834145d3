"""`downrange record`: who says what: the timeline, claims and denials, provisions, and claims put to physics."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from downrange.case.case_model import Case
from downrange.case.case_reader import read_case
from downrange.cli.terminal import console, emit, progress_console
from downrange.errors import InputError
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import join
from downrange.record.checks import Check
from downrange.record.claims import Claim, Debate, questions, roots, text_of
from downrange.record.provisions import Provision, citation, provisions_for
from downrange.record.record_tables import as_dict
from downrange.record.sources import Source
from downrange.record.store import Store
from downrange.record.timeline import Event, Moment, timeline
from downrange.verify.overflight_claims import check_overflight

app = typer.Typer()

CaseName = Annotated[str, typer.Argument(help="A shipped case's name, or a folder with a case.toml.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("timeline")
def show_timeline(case: CaseName, as_json: AsJson = False) -> None:
    """Show what happened and what was said, in one order, each line with who says so and where.

    Example: downrange record timeline 2023-11-21-malligyong-1
    """
    found = read_case(case)
    moments = timeline(found.events, found.claims)
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


@app.command("claims")
def show_claims(
    case: CaseName,
    question: Annotated[str | None, typer.Option(help="Only this question: its id, or words of it.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show claims and denials side by side, question by question; support is counted at its root.

    Example: downrange record claims 2023-11-21-malligyong-1 --question munitions
    """
    debates = _chosen(questions(read_case(case).claims), question)
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


@app.command("provisions")
def show_provisions(
    case: CaseName,
    topic: Annotated[str | None, typer.Option(help="Only those that bear on this topic.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show the provisions that bear on a launch or a transfer; a paragraph number only where it was seen.

    Example: downrange record provisions 2023-11-21-malligyong-1 --topic launch
    """
    provisions = read_case(case).provisions
    topics = sorted({word for provision in provisions for word in provision.topics})
    if topic is not None and topic not in topics:
        raise InputError(
            f"no provision of the case bears on {topic!r}", hint=f"It has: {', '.join(topics) or 'none'}."
        )
    chosen = provisions if topic is None else provisions_for(provisions, topic)
    if as_json:
        emit({"provisions": [_provision(provision) for provision in chosen]})
        return
    table = Table("provision", "what it says, in our words", "bears on", "source", box=None, padding=(0, 1))
    for provision in chosen:
        where = _publishers(provision.sources) or "no source yet"
        says, bears_on = escape(provision.says), escape(", ".join(provision.topics))
        table.add_row(escape(citation(provision)), says, bears_on, escape(where))
    console.print(table)


@app.command("check")
def show_checks(
    case: CaseName,
    claim_id: Annotated[str | None, typer.Argument(help="Only this claim, such as C25.")] = None,
    as_json: AsJson = False,
) -> None:
    """Put the claims that an orbit can test to the test, and say what that does and does not show.

    Example: downrange record check 2023-11-21-malligyong-1 C25
    """
    found = read_case(case)
    with progress_console.status("computing where the satellite was ..."):
        checks = _checks(found, claim_id)
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


@app.command("keep")
def keep_record(
    case: CaseName,
    store: Annotated[str, typer.Argument(help="The SQLite file of the record; begun if it is not there.")],
    as_json: AsJson = False,
) -> None:
    """Keep a case's record in an SQLite file; keeping it again changes only what changed.

    Example: downrange record keep 2023-11-21-malligyong-1 record.sqlite
    """
    with Store.open(store) as kept:
        did = kept.keep(read_case(case))
    if as_json:
        emit(as_dict(did))
    else:
        console.print(f"{did.new} new, {did.unchanged} unchanged, {did.withdrawn} withdrawn: {escape(store)}")


def _checks(case: Case, claim_id: str | None) -> list[Check]:
    passes = case.claimed_passes
    chosen = [claimed for claimed in passes if claim_id in (None, claimed.claim.id)]
    if not chosen:
        testable = ", ".join(claimed.claim.id for claimed in passes) or "none"
        raise InputError(
            f"no [[pass]] of the case tests {claim_id or 'anything'}", hint=f"Testable: {testable}."
        )
    files = case.orbit.files if case.orbit else ()
    if not files:
        raise InputError("the case has no element sets", hint="Name them under [orbit] in case.toml.")
    elements = join([read_elements(case.texts[file]) for file in files])
    return [check_overflight(claimed, elements) for claimed in chosen]


def _chosen(debates: Sequence[Debate], question: str | None) -> Sequence[Debate]:
    if question is None:
        return debates
    words = question.casefold()
    exact = [debate for debate in debates if debate.question.id.casefold() == words]
    near = exact or [debate for debate in debates if words in debate.question.text.casefold()]
    if not near:
        ids = ", ".join(debate.question.id for debate in debates) or "none"
        raise InputError(f"no question of the case is {question!r}", hint=f"There are: {ids}.")
    return near


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
