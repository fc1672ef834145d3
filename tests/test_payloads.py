"""A text is only a text: payloads of each kind through every output; `design/payloads.py` takes all 200."""

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markupsafe import escape

from downrange.brief.drawn.page import _with_long_words_marked
from downrange.brief.told import brief_of
from downrange.case.case_reader import SHIPPED, read_case
from downrange.kernel.parallel import Draws
from downrange.orbit.elements.element_reader import read_elements
from hostile_inputs import faults_of_case, faults_of_notice, fields_of, reading
from hostile_outputs import (
    PLAIN,
    Outputs,
    faults_of_elements,
    faults_of_files,
    faults_of_page,
    made_brief,
    marks_shown,
    seen_page,
    small_brief,
)
from payload_texts import FORMULAS, LONG, MARKUP, MESSAGES, PAYLOADS, SCRIPTS, TEMPLATES, TERMINAL, UNSEEN
from payloads import CHROMIUM, OBJECT, QUIET

CASE = "2023-11-21-malligyong-1"
KINDS = (MARKUP, TEMPLATES, MESSAGES, FORMULAS, TERMINAL, UNSEEN, LONG, SCRIPTS)
EACH_KIND = [kind[at % len(kind)] for kind in KINDS for at in (0, 8)]
SHOWN = pytest.mark.parametrize("payload", EACH_KIND, ids=lambda payload: ascii(payload)[:24])

pytestmark = pytest.mark.slow


@cache
def small() -> dict[str, Any]:
    return small_brief(brief_of(read_case(CASE), Draws(30)))


@cache
def plain() -> Outputs:
    return Outputs(small(), PLAIN)


@cache
def made(payload: str) -> Outputs:
    return Outputs(small(), payload)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def usual(browser: Any) -> Any:
    return seen_page(browser, plain().files["brief.html"])


def test_there_are_two_hundred_payloads_and_no_two_alike() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) == 200


@SHOWN
def test_in_the_files_for_other_programs(payload: str) -> None:
    assert list(faults_of_files(made(payload), plain())) == []


@SHOWN
def test_in_element_sets(payload: str) -> None:
    assert list(faults_of_elements(read_elements(OBJECT), payload)) == []


@SHOWN
def test_in_a_notice_and_on_the_terminal(payload: str, tmp_path: Path) -> None:
    assert list(faults_of_notice(payload, tmp_path)) == []


@SHOWN
@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine; .ci/run installs it")
def test_in_the_page(payload: str, browser: Any, usual: Any) -> None:
    page = made(payload).files["brief.html"]
    assert list(faults_of_page(seen_page(browser, page), usual, payload, page)) == []


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine; .ci/run installs it")
def test_a_page_that_did_not_escape_would_be_found(browser: Any, usual: Any) -> None:
    page = made(MARKUP[5]).files["brief.html"].replace("&lt;", "<").replace("&gt;", ">")
    faults = " ".join(faults_of_page(seen_page(browser, page), usual, MARKUP[5], page))
    assert all(what in faults for what in ("hit", "dialogs", "handlers", "foreign elements", "not shown"))


@pytest.mark.parametrize("payload", [MARKUP[0], TEMPLATES[0], TERMINAL[0], UNSEEN[2]], ids=ascii)
def test_in_each_field_of_a_case(payload: str, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(SHIPPED / CASE, folder)
    fields = list(fields_of(folder))
    answers = {field: reading(folder, *field, payload) for field in fields}
    assert {what for what, _ in answers.values()} <= {"accepted", "refused", "not written"}
    taken = [field for field, (what, _) in answers.items() if what == "accepted"]
    assert ("case.toml", ("title",)) in taken or payload in (TERMINAL[0], UNSEEN[2])
    assert list(faults_of_case(folder, taken, payload)) == []


@given(st.text(st.sampled_from("<>&ab;l"), min_size=37, max_size=43))
def test_marking_long_words_changes_no_text(text: str) -> None:
    """Nor does it cut an entity, which a page of 200 payloads found."""
    page = _with_long_words_marked(f"<body><p>{escape(text)}</p>")
    assert html.fromstring(page).text_content() == html.fromstring(f"<p>{escape(text)}</p>").text_content()


def test_the_marks_reach_every_part_of_the_brief() -> None:
    brief = made_brief(small(), PLAIN)
    parts = {key for key, part in brief.items() if marks_shown(str(part), PLAIN)}
    assert parts >= set(
        "case launch notices fall identified passes timeline questions provisions sources checks answers "
        "announcement".split()
    )
