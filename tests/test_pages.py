"""The page in a real browser: it opens from disk, asks for nothing, fits its sheet, and reads well in the dark."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from downrange.brief.brief_files import brief_files
from downrange.brief.told import brief_of
from downrange.case.case_reader import read_case
from downrange.kernel.parallel import Draws

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine; .ci/run installs it"),
]


@pytest.fixture(scope="module")
def page_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("brief")
    story = brief_of(read_case("2023-11-21-malligyong-1"), Draws(400))
    for name, data in brief_files(story).items():
        (folder / name).write_bytes(data)
    return folder / "brief.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any, page_path: Path) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1100, "height": 900}, java_script_enabled=True)
    page = context.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(page_path.as_uri())
    yield page
    context.close()


def test_it_asks_for_nothing_but_itself(page: Any, page_path: Path) -> None:
    assert page.asked == [page_path.as_uri()]


def test_nothing_runs_over_the_edge(page: Any) -> None:
    for width in (1100, 820, 390):
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{wide} px of content on a sheet of {width} px"


def test_a_number_leads_to_its_receipt(page: Any) -> None:
    page.locator("#fall ~ .scroll a.n").first.click()
    assert page.url.endswith("#receipt-fall")
    assert page.locator("dt:target").inner_text() == "The falls"


def test_the_map_has_land_the_area_and_its_name(page: Any) -> None:
    assert page.locator("svg.map path.land").count() > 5
    assert page.locator("svg.map path.announced").count() == 1
    box = page.locator("svg.map path.announced").bounding_box()
    assert box["width"] > 5
    assert box["height"] > 20
    assert "Stage 2" in page.locator("svg.map").text_content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(browser: Any, page_path: Path, scheme: str) -> None:
    """WCAG 2.1 asks for a contrast of 4.5 between text and ground."""
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(page_path.as_uri())
    ink, quiet, ground = (
        page.evaluate(f"getComputedStyle(document.querySelector('{selector}')).{what}")
        for selector, what in (("body", "color"), (".note", "color"), ("body", "backgroundColor"))
    )
    assert contrast(ink, ground) >= 7
    assert contrast(quiet, ground) >= 4.5
    context.close()


def test_it_prints_on_a4(browser: Any, page_path: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(page_path.as_uri())
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})  # 180 mm, the width between the margins
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    cut = "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth).length"
    assert page.evaluate(cut) == 0, "paper does not scroll: a table is cut at the edge of the sheet"
    foot = "document.querySelector('svg.map').closest('figure').getBoundingClientRect().bottom"
    assert page.evaluate(foot) <= 994, "the answers and the map stand on the first sheet, 263 mm high"
    context.close()


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        channels = [int(v) / 255 for v in colour[colour.index("(") + 1 : -1].split(",")[:3]]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
