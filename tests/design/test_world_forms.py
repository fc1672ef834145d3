"""Forms of the world's sources, written with their values before the reader was run: none is silently wrong."""

from collections import Counter
from pathlib import Path

import notice_faults
from repository import ROOT

FORMS = ROOT / "design" / "notice_labels" / "world_forms.jsonl"


def test_no_form_of_the_worlds_sources_is_silently_wrong() -> None:
    found = Counter(row.outcome for row in notice_faults.rows(Path(FORMS), Path(FORMS), reader_alone=False))
    assert not found["silent"]
    assert found["right"] >= 165
    assert sum(found.values()) == 176
