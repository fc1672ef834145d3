"""Kinds by the names of vehicles and programmes; a part that comes back is no launch, a missile stays a missile."""

import pytest

from downrange.launch.notices.grammar.kinds import kind_of

VEHICLES = """PSLV-C61|GSLV-F16|SSLV-D4|LVM3-M6|KSLV-II|NURI|ARIANE 6|ARIANE6|VEGA-C|VEGA VV27|H-IIA F50|H3 F8
|EPSILON-S LAUNCH|LONG MARCH 5B|CZ-7A|CZ5|SOYUZ-2.1B|ANGARA-A5|FALCON 9|FALCON9|FALCON HEAVY
|STARSHIP FLIGHT 12|ELECTRON LAUNCH|CHOLLIMA-1|UNHA-3|SIMORGH|QASED|KUAIZHOU-1A|ZHUQUE-3
|NEW GLENN|MINOTAUR IV|ATLAS V|SPACEPORT|VERTICAL LAUNCH|SOUNDING RKT|SOUNDING ROCKET
|BLACK BRANT IX|RKT LAUNCH|AER0SPACE FLT|AEROSPACE FLT""".replace("\n", " ").split("|")
NO_LAUNCH = [
    "VESSEL VEGA STAR",
    "ROUTE H3",
    "FALCON CREST TOWER",
    "ELECTRONIC CHART",
    "EXERCISE NEPTUNE",
    "ATLAS BUOY",
]


@pytest.mark.parametrize("name", VEHICLES)
@pytest.mark.parametrize("words", ["HAZARD AREA FOR {}.", "{} ACTIVITY WILL TAKE PLACE WI AREA"])
def test_the_name_of_a_vehicle_is_a_launch(name: str, words: str) -> None:
    assert kind_of(words.format(" ".join(name.split()))) == "launch"


@pytest.mark.parametrize("name", NO_LAUNCH)
def test_a_name_that_is_also_a_word_is_none(name: str) -> None:
    assert kind_of(f"NAVIGATION WARNING. {name} IN AREA") == "other"


@pytest.mark.parametrize(
    "words", ["RE-ENTRY OF SOYUZ DESCENT MODULE", "SPACE DEBRIS OF LONG MARCH", "CAPSULE RETURN"]
)
def test_what_comes_back_is_a_reentry(words: str) -> None:
    assert kind_of(words) == "reentry"


def test_a_missile_beside_the_name_of_a_vehicle_is_a_missile() -> None:
    assert kind_of("MISSILE FIRING. KUAIZHOU RANGE CLOSED") == "missile"
