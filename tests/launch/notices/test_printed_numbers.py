"""Numbers, units, diameters and fractions of distances: each print with the nautical miles that it means."""

import random

import pytest

from downrange.launch.notices.grammar.measures import distance_at
from downrange.launch.notices.grammar.printed_numbers import number_at
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.notice_reader import read_notices
from downrange.launch.notices.tokens.token_page import Page
from downrange.launch.notices.tokens.tokenizer import fold, tokenise

M = 1 / 1852
UNIT_NM = {
    "NM": 1.0, " NM": 1.0, " NAUTICAL MILES": 1.0, " N.M.": 1.0, " MILES": 1.0, "-MILE": 1.0, "KM": 1000 * M,
    " KILOMETRES": 1000 * M, " M": M, "M": M, " METERS": M, " METRES": M, " FEET": 0.3048 * M, "FT": 0.3048 * M,
    " YARDS": 0.9144 * M, "SM": 1609.344 * M, " STATUTE MILES": 1609.344 * M, " CABLES": 0.1,
}  # fmt: skip
SMALL = {unit for unit, nm in UNIT_NM.items() if nm < 0.01}
NUMBERS = {
    "5": 5, "12.5": 12.5, "0.5": 0.5, ".5": 0.5, ".25": 0.25, "65,7": 65.7, "1/2": 0.5, "1 1/2": 1.5, "2 3/4": 2.75,
    "1-1/2": 1.5, "NINE": 9, "TWENTY FIVE": 25, "TWENTY-FIVE": 25, "SEVENTEEN": 17, "ONE HUNDRED": 100,
    "ONE HUNDRED AND FIFTY": 150, "TWO HUNDRED TWENTY FOUR": 224, "TWELVE HUNDRED": 1200, "ONE THOUSAND": 1000,
    "ONE THOUSAND FIVE HUNDRED": 1500, "TWO AND A HALF": 2.5, "ONE HALF": 0.5, "HALF A": 0.5, "ONE POINT FIVE": 1.5,
    "THREE AND A QUARTER": 3.25,
}  # fmt: skip


HEAD = "NAVAREA IV 999/26\n1. ROCKET LAUNCHING 281200Z TO 281600Z NOV IN "
TAIL = ".\n2. CANCEL THIS MSG 281700Z NOV 26."


def _page(text: str) -> Page:
    folded = fold(text)
    return Page(text, folded, tokenise(folded))


@pytest.mark.parametrize("unit", UNIT_NM)
@pytest.mark.parametrize("printed", NUMBERS)
def test_a_number_with_its_unit(printed: str, unit: str) -> None:
    glued = unit if printed[-1].isdigit() else f" {unit.strip()}".replace(" -", "-")
    page = _page(f"WI {printed}{glued} OF THE PLACE")
    found = distance_at(page, 1)
    assert found is not None
    assert found[0] == pytest.approx(NUMBERS[printed] * UNIT_NM[unit], rel=1e-9)
    assert page.is_word(found[1], "OF")
    assert not page.defects


@pytest.mark.parametrize("printed", ["1,500", "10,000", "2,000", "1.500", "12 000", "999,999"])
@pytest.mark.parametrize("unit", sorted(SMALL))
def test_thousands_before_a_small_unit(printed: str, unit: str) -> None:
    value = int("".join(filter(str.isdigit, printed)))
    found = distance_at(_page(f"WI {printed}{unit} OF"), 1)
    assert found is not None
    assert found[0] == pytest.approx(value * UNIT_NM[unit], rel=1e-9)


@pytest.mark.parametrize("unit", ["NM", " MILES", " KM"])
def test_a_comma_before_three_figures_is_doubtful_before_a_long_unit(unit: str) -> None:
    page = _page(f"WI 1,852{unit} OF")
    assert distance_at(page, 1) is not None
    assert [defect.code for defect in page.defects] == [NoticeDefect.COMMA_DOUBTFUL]


def test_commas_between_numbers_of_a_list_are_not_thousands() -> None:
    assert number_at(_page("1, 500"), 0) == (1.0, 1)
    assert number_at(_page("0,500"), 0) == (0.5, 3)
    assert number_at(_page("28/29"), 0) is None
    assert number_at(_page("0,5"), 0) == (0.5, 3)


def test_words_to_the_thousands() -> None:
    ones = """ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN SIXTEEN
    SEVENTEEN EIGHTEEN NINETEEN""".split()
    tens = "TWENTY THIRTY FORTY FIFTY SIXTY SEVENTY EIGHTY NINETY".split()
    draw = random.Random(13)

    def below_hundred(value: int) -> str:
        if value < 20:
            return ones[value]
        dash = draw.choice((" ", "-"))
        return tens[value // 10 - 2] + (dash + ones[value % 10] if value % 10 else "")

    for _ in range(400):
        value = draw.randint(1, 9999)
        parts = [f"{ones[value // 1000]} THOUSAND"] if value >= 1000 else []
        parts += [f"{ones[value // 100 % 10]} HUNDRED"] if value // 100 % 10 else []
        if value % 100:
            parts.append(("AND " if parts and draw.random() < 0.5 else "") + below_hundred(value % 100))
        page = _page(" ".join(parts) + " MILES")
        assert number_at(page, 0) == (value, len(page) - 1), page.text


@pytest.mark.parametrize("form", [
    "CIRCLE OF 10NM DIAMETER CENTERED ON", "CIRCLE DIAMETER 10 NM CENTRED", "A CIRCLE OF DIAMETER 10 NM CENTERED ON",
    "WITHIN A 10 NM DIAMETER CIRCLE CENTERED ON", "WI 10NM DIAM OF", "DIAMETER: 10 NM CENTRED ON",
    "CIRCLE 10 NM IN DIAMETER CENTERED ON",
])  # fmt: skip
def test_a_diameter_is_halved(form: str) -> None:
    text = f"{HEAD}{form} 38-28.5N 074-37.2W{TAIL}"
    (area,) = read_notices(text)[0].areas
    assert (area.shape, area.radius_nm) == ("circle", 5.0)


@pytest.mark.parametrize(
    "behind", ["R 7NM", "RADIUS = 7NM", "RADIUS: 7 NM", "WITH A RADIUS OF 7 NM", "DIAMETER 14 NM"]
)
def test_a_radius_behind_its_centre(behind: str) -> None:
    text = f"{HEAD}AREA CENTRE 38-28.5N 074-37.2W {behind}{TAIL}"
    (area,) = read_notices(text)[0].areas
    assert (area.shape, area.radius_nm) == ("circle", 7.0)
