"""Claims: who said what, when, to which question, through whom it reached us, and where it can be read.

A claim is never a fact of ours. Those who assert and those who deny stand side by side, and support is
counted at the root: six papers that repeat one intelligence service are one origin.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from downrange.record.record_codes import RecordCode
from downrange.record.record_tables import Entry, find, read_each, read_tables
from downrange.record.sources import Source, read_citations
from downrange.record.vague_dates import VagueDate, order

STANCES = {
    "asserts": "says yes to the question",
    "denies": "says no to it",
    "doubts": "says that it is unproved, cannot be judged yet, or would be wrong",
    "reports": "passes on a yes of others without answering for it",
    "rejects": "turns the question or the criticism away without saying no",
}
CLAIM_TABLES = ("question", "claim", "pass")  # what a claims.toml may hold
_GRADE = re.compile(r"[A-F][1-6]", re.ASCII)


@dataclass(frozen=True, slots=True)
class Question:
    """A question of yes or no on which people differ. `topics` join it to the provisions that bear on it."""

    id: str
    text: str
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement by one speaker.

    Exactly one of `words` (the original words) and `paraphrase` (ours, or of the source) is there.
    `stance` is towards the questions; a claim that answers none stands in the timeline only.
    `origin` is the root of the attribution: who knows it at first hand, where that is not the speaker;
    `via` are those who passed it on, from the speaker outward.
    `proposed_grade` is an Admiralty grade (source A-F, item 1-6) proposed by the recorder; two people should
    grade independently before anyone leans on it.
    """

    id: str
    date: VagueDate
    speaker: str
    side: str
    stance: str
    questions: tuple[Question, ...]
    sources: tuple[Source, ...]
    role: str | None = None
    words: str | None = None
    paraphrase: str | None = None
    origin: str | None = None
    via: tuple[str, ...] = ()
    proposed_grade: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Debate:
    """One question with its claims side by side, each in order of time."""

    question: Question
    asserts: tuple[Claim, ...]
    denies: tuple[Claim, ...]
    others: tuple[Claim, ...]


def read_claims(text: str, sources: Sequence[Source], where: str = "claims.toml") -> tuple[Claim, ...]:
    """The claims of the text of a ``claims.toml``, which may cite `sources`. RecordError says what to correct."""
    tables = read_tables(text, where, *CLAIM_TABLES)
    asked = read_each(tables["question"], read_question)
    return read_each(tables["claim"], lambda entry: read_claim(entry, asked, sources))


def read_question(entry: Entry) -> Question:
    """One question from its entry."""
    question = Question(entry.id(), entry.text("text"), entry.texts("topics"))
    entry.done()
    return question


def read_claim(entry: Entry, asked: Sequence[Question], sources: Sequence[Source]) -> Claim:
    """One claim from its entry, its questions and sources looked up by id."""
    claim = Claim(
        id=entry.id(),
        date=entry.date("date"),
        speaker=entry.text("speaker"),
        side=entry.text("side"),
        stance=entry.choice("stance", tuple(STANCES)),
        questions=tuple(find(asked, id, entry, "question", "claims.toml") for id in entry.texts("questions")),
        sources=read_citations(entry, sources),
        role=entry.optional_text("role"),
        words=entry.optional_text("words"),
        paraphrase=entry.optional_text("paraphrase"),
        origin=entry.optional_text("origin"),
        via=entry.texts("via"),
        proposed_grade=entry.optional_text("proposed_grade"),
        note=entry.optional_text("note"),
    )
    entry.done()
    if (claim.words is None) == (claim.paraphrase is None):
        raise entry.wrong(RecordCode.WORDS_OR_PARAPHRASE)
    if not claim.sources:
        raise entry.wrong(RecordCode.NO_SOURCES, kind="claim")
    if claim.proposed_grade is not None and not _GRADE.fullmatch(claim.proposed_grade):
        raise entry.wrong(RecordCode.BAD_GRADE, field="proposed_grade", value=claim.proposed_grade)
    return claim


def questions(claims: Iterable[Claim]) -> tuple[Debate, ...]:
    """The claims by question, asserts and denies side by side; the question most spoken about comes first."""
    held: dict[Question, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: (order(claim.date), claim.id)):
        for question in claim.questions:
            held.setdefault(question, []).append(claim)
    most_spoken_about = sorted(held, key=lambda question: -len(held[question]))
    return tuple(_debate(question, held[question]) for question in most_spoken_about)


def root(claim: Claim) -> str:
    """Who answers for a claim at first hand: its origin, or else its speaker."""
    return claim.origin or claim.speaker


def roots(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The different origins of some claims, each once, in order of first appearance."""
    return tuple(dict.fromkeys(root(claim) for claim in claims))


def text_of(claim: Claim) -> str:
    """What was said; a paraphrase says that it is one."""
    return f"“{claim.words}”" if claim.words is not None else f"{claim.paraphrase} [paraphrase]"


def _debate(question: Question, claims: Sequence[Claim]) -> Debate:
    def those(*stances: str) -> tuple[Claim, ...]:
        return tuple(claim for claim in claims if claim.stance in stances)

    return Debate(question, those("asserts"), those("denies"), those("doubts", "reports", "rejects"))
