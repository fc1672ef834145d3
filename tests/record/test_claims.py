"""Claims side by side, support counted at the root, provisions by topic, and one order of time."""

import pytest

from downrange.case.case_model import Case
from downrange.case.case_reader import read_case
from downrange.record.claims import Claim, Question, questions, roots, text_of
from downrange.record.provisions import citation, provisions_for
from downrange.record.sources import Source
from downrange.record.timeline import Event, timeline
from downrange.record.vague_dates import parse_vague

PAPER = Source("p", "P", "T")
HELP = Question("help", "Did they help?", ("transfer",))
MALLIGYONG, NURI = read_case("2023-11-21-malligyong-1"), read_case("2023-05-25-nuri-3")


def claim(id: str, date: str, speaker: str, stance: str, origin: str | None = None) -> Claim:
    return Claim(
        id, parse_vague(date), speaker, "A side", stance, (HELP,), (PAPER,), paraphrase="x", origin=origin
    )


def test_six_papers_that_repeat_one_service_are_one_origin() -> None:
    papers = [claim(f"c{i}", "2023", f"Paper {i}", "asserts", "the service") for i in range(6)]
    (debate,) = questions([claim("c9", "2023", "the service", "asserts"), *papers])
    assert len(debate.asserts) == 7
    assert roots(debate.asserts) == ("the service",)


def test_sides_stand_beside_each_other_in_order_of_time() -> None:
    (debate,) = questions([
        claim("late", "2023-12", "A", "asserts"), claim("early", "2023-11", "B", "asserts"),
        claim("no", "2023", "C", "denies"), claim("hm", "2023", "D", "doubts"), claim("of", "2023", "E", "reports"),
    ])  # fmt: skip
    assert [c.id for c in debate.asserts] == ["early", "late"]
    assert [c.id for c in debate.denies] == ["no"]
    assert [c.id for c in debate.others] == ["hm", "of"]


def test_a_paraphrase_is_marked_and_words_are_quoted() -> None:
    marked = claim("c", "2023", "A", "asserts")
    assert text_of(marked) == "x [paraphrase]"
    quoted = Claim("c", marked.date, "A", "S", "asserts", (), (PAPER,), words="we did")
    assert text_of(quoted) == "“we did”"


def test_tellers_who_differ_point_at_each_other_and_others_do_not() -> None:
    def told(id: str, time: str, happening: str | None = "lift-off") -> Event:
        return Event(id, "launch", parse_vague(time), "up", "A", (PAPER,), happening)

    moments = timeline(
        [told("a", "2023-11-21T13:42:28Z"), told("b", "2023-11-21T22:43+09:00"), told("c", "2023-11-21"),
         told("d", "2023-11-21T13:00Z", None)],
        [claim("said", "2023-11-21T13:50Z", "A", "asserts")],
    )  # fmt: skip
    assert [moment.of.id for moment in moments] == ["c", "d", "a", "b", "said"]
    assert {moment.of.id: moment.differs_from for moment in moments} == {
        "a": ("b",), "b": ("a",), "c": (), "d": (), "said": (),
    }  # fmt: skip


def test_the_reference_case_tells_its_story() -> None:
    claims, events = MALLIGYONG.claims, MALLIGYONG.events
    told = {event.id: event for event in events}
    lift_offs = [
        moment for moment in timeline(events, claims) if getattr(moment.of, "happening", "") == "lift-off"
    ]
    assert [str(moment.time) for moment in lift_offs] == [
        "2023-11-21T22:42:28+09:00", "2023-11-21T13:42:58Z", "2023-11-21T22:43+09:00"
    ]  # fmt: skip
    assert all(len(moment.differs_from) == 2 for moment in lift_offs)
    insertion = told["insertion-kcna"].time.start - told["liftoff-kcna"].time.start
    assert insertion.total_seconds() == 705
    assert str(told["alert"].time) == "2023-11-21T22:46+09:00"
    assert str(told["lifted"].time) == "2023-11-21T23:15+09:00"
    assert told["lifted-early"].happening == told["lifted"].happening
    by_id = {debate.question.id: debate for debate in questions(claims)}
    russian_help = by_id["russian-help"]
    assert {"C04", "C14", "C15", "C17", "C18", "C21"} == {claim.id for claim in russian_help.asserts}
    assert {"C16", "C23", "C30"} == {claim.id for claim in russian_help.denies}
    assert set(roots(russian_help.asserts)) >= {"National Intelligence Service", "Shin Won-sik"}
    assert {"C24", "C25", "C34"} <= {claim.id for claim in by_id["working"].asserts}
    assert by_id["munitions"].asserts
    assert by_id["munitions"].denies


def test_paragraph_numbers_are_shown_only_where_they_were_seen() -> None:
    provisions = MALLIGYONG.provisions
    for provision in provisions:
        seen = provision.paragraph_status.startswith("seen")
        assert provision.paragraph is None or seen
        assert ("paragraph to be checked" in citation(provision)) == (
            not seen and not provision.paragraph_status.startswith("not applicable")
        )
    cited = {citation(provision) for provision in provisions}
    assert "S/RES/2087, paragraph 19" in cited
    assert "S/RES/2397, paragraph to be checked" in cited
    assert "S/PRST/2012/13" in cited


def test_the_launch_and_the_munitions_find_their_provisions() -> None:
    provisions = MALLIGYONG.provisions
    events = {event.id: event for event in MALLIGYONG.events}
    asked = {q.id: q for claim in MALLIGYONG.claims for q in claim.questions}
    on_launch = provisions_for(provisions, events["liftoff-gcat"])
    assert on_launch == provisions_for(provisions, "launch")
    assert {p.resolution.id for p in on_launch} >= {"S/RES/1718", "S/RES/1874", "S/RES/2087", "S/RES/2397"}
    on_arms = provisions_for(provisions, asked["munitions"])
    assert {p.resolution.id for p in on_arms} >= {"S/RES/1718", "S/RES/1874", "S/RES/2270"}
    assert provisions_for(provisions, "cheese") == ()


@pytest.mark.parametrize("case", [MALLIGYONG, NURI], ids=lambda case: case.name)
def test_the_shipped_cases_cite_only_what_they_hold_and_mark_every_paraphrase(case: Case) -> None:
    assert case.claims
    assert all(claim.words or claim.paraphrase for claim in case.claims)
    assert all(event.sources for event in case.events)
