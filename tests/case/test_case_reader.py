"""A case folder is read strictly and once: a fault is named by its code and its entry."""

import hashlib
import shutil
from pathlib import Path

import pytest

from downrange.case.case_check import check_case
from downrange.case.case_codes import CaseCode
from downrange.case.case_inputs import CaseInputs
from downrange.case.case_reader import SHIPPED, read_case, shipped_cases
from downrange.case.case_writer import write_blank_case
from downrange.errors import CaseError, OutputError
from downrange.launch.risk.thresholds import DEFAULTS

REFERENCE = "2023-11-21-malligyong-1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SHIPPED / REFERENCE, tmp_path / "case")
    return tmp_path / "case"


def edit(folder: Path, old: str, new: str, file: str = "case.toml") -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


WRONG = [
    ("[announced_window]", "[anounced_window]", CaseCode.UNKNOWN_KEY, "anounced_window"),
    ('vehicle = "Chollima-1"\n', "", CaseCode.MISSING_KEY, "launch.vehicle"),
    ("2023-11-21T13:42:28Z", "2023-11-21T13:42:28", CaseCode.BAD_VALUE, "launch.time"),
    ("notices/B4525-23.txt", "../B4525-23.txt", CaseCode.OUTSIDE_FOLDER, "notices.0.file"),
    ("notices/B4525-23.txt", "notices/none.txt", CaseCode.FILE_UNREADABLE, "notices/none.txt"),
    ('sources = ["kcna1122"]', 'sources = ["kcna"]', CaseCode.SOURCE_NOT_LISTED, "'kcna'"),
    ("title =", "title", CaseCode.NOT_TOML, "case.toml"),
    ("[orbit]", '[air]\nsource = "nobody"\n[orbit]', CaseCode.STANDARD_AIR, "air"),
    ("[orbit]", '[air]\nmodel = "nrlmsis-2.1"\nsource = "x"\n[orbit]', CaseCode.MODEL_AIR, "air"),
]


@pytest.mark.parametrize(("old", "new", "code", "word"), WRONG, ids=lambda value: str(value)[:20])
def test_what_is_wrong_is_named_by_its_code(
    folder: Path, old: str, new: str, code: CaseCode, word: str
) -> None:
    edit(folder, old, new)
    with pytest.raises(CaseError) as refused:
        read_case(str(folder))
    assert refused.value.code is code
    assert word in str(refused.value)
    assert [fault.code for fault in check_case(str(folder))] == [code]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\xff\xfe", CaseCode.NOT_UTF8), (None, CaseCode.FILE_UNREADABLE)],
    ids=["not UTF-8", "a folder"],
)
def test_a_file_of_the_record_that_cannot_be_read(folder: Path, data: bytes | None, code: CaseCode) -> None:
    (folder / "events.toml").unlink()
    if data is None:
        (folder / "events.toml").mkdir()
    else:
        (folder / "events.toml").write_bytes(data)
    with pytest.raises(CaseError, match=r"events\.toml") as refused:
        read_case(str(folder))
    assert refused.value.code is code


def test_a_check_lists_every_fault_at_once(folder: Path) -> None:
    edit(folder, 'vehicle = "Chollima-1"\n', "")
    edit(folder, "[announced_window]", "[anounced_window]")
    assert {fault.code for fault in check_case(str(folder))} == {CaseCode.MISSING_KEY, CaseCode.UNKNOWN_KEY}


@pytest.mark.parametrize("name", shipped_cases())
def test_nothing_is_wrong_with_a_shipped_case(name: str) -> None:
    assert check_case(name) == ()


def test_each_file_carries_the_sha256_of_the_bytes_that_were_read() -> None:
    case = read_case(REFERENCE)
    for file, digest in case.sha256.items():
        assert digest == hashlib.sha256((SHIPPED / REFERENCE / file).read_bytes()).hexdigest()
    assert set(case.texts) == set(case.sha256)


def test_inputs_are_built_once() -> None:
    inputs = CaseInputs(read_case(REFERENCE))
    assert inputs.bodies is inputs.bodies
    assert inputs.announced is inputs.announced
    assert inputs.atmosphere is inputs.atmosphere
    assert list(inputs.rings) == ["B4525/23"]
    assert inputs.rings["B4525/23"].shape == (2, 4)
    assert inputs.pad == (inputs.site.lat_deg, inputs.site.lon_deg)


def test_the_satellite_of_the_case_is_among_its_element_sets(folder: Path) -> None:
    edit(folder, "main = 58400", "main = 99999")
    assert [fault.code for fault in check_case(str(folder))] == [CaseCode.NO_SUCH_OBJECT]


def test_a_new_case_appears_whole_and_never_over_another(tmp_path: Path) -> None:
    assert write_blank_case(tmp_path / "new") == ("case.toml", "places.csv")
    assert sorted(p.name for p in (tmp_path / "new").iterdir()) == [
        "case.toml",
        "elements",
        "notices",
        "places.csv",
    ]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["new"]
    with pytest.raises(OutputError) as refused:
        write_blank_case(tmp_path / "new")
    assert refused.value.code is CaseCode.ALREADY_THERE


def test_thresholds_are_those_of_the_case_or_of_the_rule(folder: Path) -> None:
    assert CaseInputs(read_case(str(folder))).thresholds == DEFAULTS
    table = '[thresholds]\nship = 1e-4\nsource = "a harbour"\n\n[launch]'
    edit(folder, "[launch]", table)
    assert CaseInputs(read_case(str(folder))).thresholds == DEFAULTS.changed(ship=1e-4)
    edit(folder, "ship = 1e-4", "ship = 1.5")
    with pytest.raises(CaseError, match="ship"):
        read_case(str(folder))
