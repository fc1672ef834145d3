"""Who says what about a launch: the timeline, claims and denials, provisions, and claims put to physics."""

from collections.abc import Sequence

from downrange.answers.request_codes import RequestCode
from downrange.answers.requests import RecordRequest
from downrange.case.case_inputs import CaseInputs
from downrange.errors import InputError
from downrange.record.checks import Check
from downrange.record.claims import Debate, questions
from downrange.record.provisions import Provision, provisions_for
from downrange.record.timeline import Moment, timeline
from downrange.verify.overflight_claims import check_overflight


def timeline_of(request: RecordRequest) -> tuple[Moment, ...]:
    """What happened and what was said, in one order, each line with who says so and where."""
    return tuple(timeline(request.case.events, request.case.claims))


def claims_of(request: RecordRequest) -> tuple[Debate, ...]:
    """Claims and denials, question by question; `only` is a question's id, or words of it."""
    debates = tuple(questions(request.case.claims))
    if request.only is None:
        return debates
    words = request.only.casefold()
    exact = [debate for debate in debates if debate.question.id.casefold() == words]
    near = exact or [debate for debate in debates if words in debate.question.text.casefold()]
    if not near:
        known = _listed([debate.question.id for debate in debates])
        raise InputError(RequestCode.NO_SUCH_QUESTION, field="question", value=request.only, known=known)
    return tuple(near)


def provisions_of(request: RecordRequest) -> tuple[Provision, ...]:
    """The provisions that bear on the launch, or on the topic `only`."""
    provisions = request.case.provisions
    if request.only is None:
        return tuple(provisions)
    topics = sorted({word for provision in provisions for word in provision.topics})
    if request.only not in topics:
        raise InputError(RequestCode.NO_SUCH_TOPIC, field="topic", value=request.only, known=_listed(topics))
    return tuple(provisions_for(provisions, request.only))


def checks_of(request: RecordRequest) -> tuple[Check, ...]:
    """The claims that an orbit can test, put to the test; `only` is the id of one claim."""
    passes = request.case.claimed_passes
    chosen = [claimed for claimed in passes if request.only in (None, claimed.claim.id)]
    if not chosen:
        known = _listed([claimed.claim.id for claimed in passes])
        raise InputError(
            RequestCode.NOTHING_TESTABLE, field="claim", value=request.only or "anything", known=known
        )
    elements = CaseInputs(request.case).elements
    if elements is None:
        raise InputError(RequestCode.NO_ELEMENT_FILES, field="orbit")
    return tuple(check_overflight(claimed, elements) for claimed in chosen)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "none"
