"""The files of the record are read strictly: what is not known is refused by name, with the place and the mend."""

import pytest

from downrange.errors import RecordError
from downrange.record.checks import read_passes
from downrange.record.claims import read_claims
from downrange.record.provisions import read_provisions
from downrange.record.record_codes import RecordCode
from downrange.record.sources import read_sources
from downrange.record.timeline import read_events

SOURCES = '[[source]]\nid = "s"\npublisher = "P"\ntitle = "T"\n'
CLAIM = """[[question]]
id = "q"
text = "Is it so?"
[[claim]]
id = "c"
date = "2023-11"
speaker = "A"
side = "B"
questions = ["q"]
stance = "asserts"
paraphrase = "it is so"
sources = ["s"]
"""
EVENT = '[[event]]\nid = "e"\nkind = "launch"\ntime = "2023-11-21"\nwhat = "up"\nby = "A"\nsources = ["s"]\n'
PROVISION = """[[resolution]]
id = "S/RES/1"
[[provision]]
id = "p"
resolution = "S/RES/1"
paragraph_status = "seen"
paragraph = "5"
says = "no"
topics = ["launch"]
sources = ["s"]
"""
PASS = """[[pass]]
claim = "c"
norad = 58400
at = "2023-11-27T23:36+09:00"
places = [{ name = "W", lat = 38.9, lon = -77.0 }]
"""
FILES = {"sources": SOURCES, "claims": CLAIM + PASS, "events": EVENT, "provisions": PROVISION}


def load(**changed: str) -> None:
    """Read a small record, with some files changed."""
    texts = FILES | changed
    sources = read_sources(texts["sources"])
    claims = read_claims(texts["claims"], sources)
    read_passes(texts["claims"], claims)
    read_events(texts["events"], sources)
    read_provisions(texts["provisions"], sources)


def test_the_small_record_is_read() -> None:
    load()


def test_empty_texts_hold_nothing() -> None:
    assert read_sources("") == read_claims("", ()) == read_events("", ()) == read_provisions("", ()) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("sources", "publisher", "publsher", r"there is no 'publisher'"),
        ("sources", 'title = "T"', 'title = "T"\nautor = "x"', r"'autor' is not known"),
        ("sources", 'title = "T"', 'title = "T"\nurl = "javascript:alert(1)"', r"not a web address"),
        ("sources", 'title = "T"', 'title = "T"\nurl = "https://[::1"', r"not a web address"),
        ("sources", 'title = "T"', 'title = "a\\u0000b"', r"U\+0000"),
        ("sources", 'title = "T"', 'title = "a\\u202Eb"', r"U\+202E"),
        ("sources", 'title = "T"', 'title = "  "', r"blank"),
        ("sources", 'title = "T"', f'title = "{"x" * 20_001}"', r"longer than 20000"),
        ("sources", 'title = "T"', "title = 5", r"no text"),
        ("sources", 'id = "s"', 'id = "s; DROP TABLE statement"', r"not a valid name"),
        ("sources", SOURCES, SOURCES + SOURCES, r"'s' stands there twice"),
        ("sources", "[[source]]", "[[sauce]]", r"'sauce' is not known.*'source'"),
        ("sources", "[[source]]", "[source]", r"not a list of entries.*\[\[source\]\]"),
        ("claims", "paraphrase", 'words = "a"\nparaphrase', r"either words or a paraphrase"),
        ("claims", 'paraphrase = "it is so"\n', "", r"either words or a paraphrase"),
        ("claims", 'stance = "asserts"', 'stance = "says"', r"asserts, denies"),
        ("claims", 'date = "2023-11"', "date = 2023-11-21", r"bare TOML date.*quotes"),
        ("claims", 'date = "2023-11"', 'date = "2023-11-21T13:42"', r"has no zone"),
        ("claims", 'sources = ["s"]', 'sources = ["t"]', r"source 't' is not known"),
        ("claims", 'sources = ["s"]', "sources = []", r"no sources"),
        ("claims", 'sources = ["s"]', 'sources = ["s", "s"]', r"the same twice"),
        ("claims", 'questions = ["q"]', 'questions = "q"', r"not a list"),
        ("claims", 'questions = ["q"]', 'questions = ["r"]', r"question 'r' is not known"),
        ("claims", 'side = "B"', 'side = "B"\nproposed_grade = "G7"', r"Admiralty"),
        ("claims", "lat = 38.9", "lat = 138.9", r"from -90 to 90"),
        ("claims", "lat = 38.9", "lat = nan", r"from -90 to 90"),
        ("claims", "lat = 38.9", "lat = true", r"from -90 to 90"),
        ("claims", "norad = 58400", "norad = 0", r"norad = 0"),
        ("claims", 'claim = "c"', 'claim = "d"', r"claim 'd' is not known"),
        ("claims", 'at = "2023-11-27T23:36+09:00"', 'at = "2023"', r"too vague"),
        ("claims", "lon = -77.0 }", 'lon = -77.0, order = "later" }', r"before, after"),
        ("events", 'kind = "launch"', 'kind = "lunch"', r"'lunch' is not a word"),
        ("events", 'sources = ["s"]', "", r"no sources"),
        ("provisions", '"seen"', '"text seen, number not"', r"paragraph '5' was not seen"),
        ("provisions", 'topics = ["launch"]', "topics = []", r"no topics"),
        ("provisions", 'id = "S/RES/1"\n', 'id = "S/RES/2"\n', r"'S/RES/1' is not known"),
        ("provisions", 'id = "S/RES/1"\n', 'id = "S/RES/1"\nchapter_vii = "yes"\n', r"neither true nor false"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(file: str, old: str, new: str, says: str) -> None:
    assert old in FILES[file]
    with pytest.raises(RecordError, match=says) as caught:
        load(**{file: FILES[file].replace(old, new, 1)})
    assert f"{file}.toml" in str(caught.value)
    assert caught.value.hint != ""


@pytest.mark.parametrize("text", ["= 1", "[[claim]]\nid = ", "a = " + "[" * 50, "\0"], ids=lambda t: t[:8])
def test_what_is_no_toml_is_one_error(text: str) -> None:
    with pytest.raises(RecordError, match="no TOML") as caught:
        load(events=text)
    assert caught.value.code is RecordCode.NOT_TOML


def test_a_misspelt_key_is_answered_with_the_right_one() -> None:
    with pytest.raises(RecordError, match=r"'proposed_grad'.*Did you mean 'proposed_grade'"):
        load(claims=CLAIM.replace('side = "B"', 'side = "B"\nproposed_grad = "B2"'))
