"""Case check: everything that is wrong with a case folder, where reading it stops at the first thing."""

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import ValidationError

from downrange.case.case_codes import CaseCode
from downrange.case.case_inputs import CaseInputs
from downrange.case.case_model import CaseFile
from downrange.case.case_reader import CaseTexts, faults_of, files_named, find_case, read_case
from downrange.errors import CaseError, DownrangeError
from downrange.kernel.text_doors import open_toml
from downrange.record.store import Store
from downrange.record.store_file import IN_MEMORY

T = TypeVar("T")


def check_case(name_or_folder: str) -> tuple[DownrangeError, ...]:
    """All that is wrong with a case, in the order of its files; empty if it can be briefed and its record kept.

    CaseError: there is no such case. Faults of ``case.toml`` and of the files that it names are listed together; the
    record, the site, the notices, the bodies and the element sets are looked at when those are right.
    """
    folder = find_case(name_or_folder)
    texts = CaseTexts(folder)
    faults: list[DownrangeError] = []

    def attempt(read: Callable[..., T], *told: Any) -> T | None:
        try:
            return read(*told)
        except DownrangeError as error:
            faults.append(error)
            return None

    text = attempt(texts.text, "case.toml")
    written = None
    if text is not None:
        try:
            written = CaseFile.model_validate(open_toml(text, CaseError, CaseCode.NOT_TOML, "case.toml"))
        except ValidationError as error:
            faults += faults_of(error)
        except CaseError as error:
            faults.append(error)
    for file in files_named(written) if written else ():
        attempt(texts.text, file)
    if faults:
        return tuple(faults)
    if (case := attempt(read_case, name_or_folder)) is None:
        return tuple(faults)
    inputs = CaseInputs(case)
    for part in (
        "site", "announced", "bodies", "vehicle", "atmosphere", "failure_rate", "elements", "snapshots",
    ):  # fmt: skip
        attempt(getattr, inputs, part)
    with Store.open(IN_MEMORY) as store:
        attempt(store.keep, case)
    return tuple({str(fault): fault for fault in faults}.values())
