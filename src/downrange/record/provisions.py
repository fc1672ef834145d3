"""Provisions: the rules of the Security Council that bear on a launch or a transfer, paragraph by paragraph.

A paragraph number is shown only where somebody saw it in a text; elsewhere the record says "paragraph to be
checked". Whether a provision was broken is a judgement, and not made here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from downrange.record.claims import Question
from downrange.record.record_codes import RecordCode
from downrange.record.record_tables import Entry, find, read_each, read_tables
from downrange.record.sources import Source, read_citations
from downrange.record.timeline import Event
from downrange.record.vague_dates import VagueDate


@dataclass(frozen=True, slots=True)
class Resolution:
    """A decision of the Council; `id` is its symbol. `chapter_vii` is None until someone checked it."""

    id: str
    adopted: VagueDate | None = None
    chapter_vii: bool | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """One rule; `says` is a paraphrase, `paragraph` is there only if its status begins with "seen"."""

    id: str
    resolution: Resolution
    says: str
    topics: tuple[str, ...]
    paragraph_status: str
    paragraph: str | None = None
    sources: tuple[Source, ...] = ()


def read_provisions(
    text: str, sources: Sequence[Source], where: str = "provisions.toml"
) -> tuple[Provision, ...]:
    """The provisions of the text of a ``provisions.toml``, citing `sources`. RecordError says what to correct."""
    tables = read_tables(text, where, "resolution", "provision")
    resolutions = read_each(tables["resolution"], read_resolution)
    return read_each(tables["provision"], lambda entry: read_provision(entry, resolutions, sources))


def read_resolution(entry: Entry) -> Resolution:
    """One resolution from its entry."""
    resolution = Resolution(entry.text("id"), entry.optional_date("adopted"), entry.flag("chapter_vii"))
    entry.done()
    return resolution


def read_provision(entry: Entry, resolutions: Sequence[Resolution], sources: Sequence[Source]) -> Provision:
    """One provision from its entry. A paragraph number that nobody saw is refused."""
    provision = Provision(
        id=entry.id(),
        resolution=find(resolutions, entry.text("resolution"), entry, "resolution", "provisions.toml"),
        says=entry.text("says"),
        topics=entry.texts("topics"),
        paragraph_status=entry.text("paragraph_status"),
        paragraph=entry.optional_text("paragraph"),
        sources=read_citations(entry, sources),
    )
    entry.done()
    if provision.paragraph is not None and not provision.paragraph_status.startswith("seen"):
        raise entry.wrong(RecordCode.PARAGRAPH_NOT_SEEN, field="paragraph", value=provision.paragraph)
    if not provision.topics:
        raise entry.wrong(RecordCode.NO_TOPICS)
    return provision


def provisions_for(provisions: Iterable[Provision], subject: str | Event | Question) -> tuple[Provision, ...]:
    """The provisions that bear on a topic, on an event or on a question: those that share a topic with it."""
    topics = {subject} if isinstance(subject, str) else set(subject.topics)
    return tuple(provision for provision in provisions if topics & set(provision.topics))


def citation(provision: Provision) -> str:
    """How a provision is cited: ``S/RES/2087, paragraph 19``, or the paragraph left to be checked."""
    if provision.paragraph is not None:
        return f"{provision.resolution.id}, paragraph {provision.paragraph}"
    if provision.paragraph_status.startswith(("not applicable", "seen")):
        return provision.resolution.id
    return f"{provision.resolution.id}, paragraph to be checked"
