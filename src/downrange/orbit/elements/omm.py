"""OMM: the Orbit Mean-Elements Message (CCSDS 502.0-B-3) as JSON and CSV, read into columns, and written.

All four notations (see `omm_kvn` and `omm_xml`) become records of keyword and text first. The texts are then
read column by column, so that a number is the number its digits say (``25544.0`` is no catalogue number, ``nan`` is
no inclination).
MEAN_MOTION_DOT and _DDOT are kept as printed, which is how a TLE prints them too.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from downrange.errors import ElementError
from downrange.kernel.spreadsheet_cells import formula_free, text_of_cell
from downrange.kernel.visible_text import json_text, visible
from downrange.orbit.elements.element_codes import DefectCode, ElementCode
from downrange.orbit.elements.elements import Defect, Elements, require_sound
from downrange.orbit.elements.message_records import Records, quote
from downrange.orbit.elements.omm_keywords import (
    BLANKABLE,
    COVARIANCE,
    HEADER,
    MEAN_ELEMENTS,
    METADATA,
    TEXTS,
    columns_of,
    record_of,
    unit_of,
)


def read_csv(text: str) -> Elements:
    """A header line of keywords, then a record a line."""
    notes, defects, rows, numbers = [], [], [], []
    header: list[str] | None = None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, 1):  # line by line: a stray quote must not swallow what follows
        if not line.strip():
            continue
        try:
            row = next(csv.reader([line], strict=True)) if '"' in line else line.split(",")
        except csv.Error as error:
            defects.append(Defect.of(number, DefectCode.BAD_CSV, line[:80], problem=str(error)))
            continue
        if line.startswith("#") and (header is None or len(row) != len(header)):
            notes.append(line.lstrip("# "))
        elif header is None:
            header = [keyword.strip().upper() for keyword in row]
            if len(set(header)) < len(header):
                raise ElementError(ElementCode.REPEATED_COLUMN, where=f"line {number}")
        elif len(row) != len(header):
            text, expected = quote(dict(zip(header, row, strict=False))), len(header)
            defects.append(Defect.of(number, DefectCode.WRONG_COUNT, text, count=len(row), expected=expected))
        else:
            rows.append(row)
            numbers.append(number)
    if rows and lines[-1]:
        defects.append(Defect.of(len(lines), DefectCode.CUT, kept=True))
    columns: dict[str, Sequence[Any]] = dict(zip(header or (), zip(*rows, strict=True), strict=False))
    for key in TEXTS.keys() & columns.keys():
        columns[key] = list(map(text_of_cell, columns[key]))
    for key in BLANKABLE:  # an empty cell of a number that may be missing says so: other records have it
        columns[key] = [text if text.strip() else None for text in columns.get(key, [""] * len(rows))]
    return columns_of(Records(numbers, columns), defects, notes)


def write_omm(
    elements: Elements,
    notation: str = "json",
    *,
    more: Sequence[Mapping[str, Any]] = (),
    comments: Sequence[str] = (),
) -> str:
    """The element sets as OMM (``json``, ``csv``, ``kvn``, ``xml``), in digits that read back equal.

    Texts stand in one line, unseen characters as signs (JSON: as escapes); in CSV a spreadsheet shows them as text
    (`formula_free`). ``more`` holds further keywords for each row: CREATION_DATE and ORIGINATOR, a covariance
    (``keywords.covariance_record``). ``comments`` stand at the head of every message; JSON and CSV have no place
    for them.
    """
    require_sound(elements)
    records = [record_of(elements, row) for row in range(len(elements))]
    for record, further in zip(records, more, strict=True) if more else ():
        record.update(further)
    if notation == "json":
        return json_text(records, indent=1, ascii_only=True)
    records = [
        {key: visible(value) if isinstance(value, str) else value for key, value in record.items()}
        for record in records
    ]
    comments = [visible(line) for line in comments]
    if notation == "csv":
        page = io.StringIO()
        header = list(dict.fromkeys(key for record in records for key in record))
        writer = csv.DictWriter(page, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: formula_free(value) for key, value in record.items()} for record in records)
        return page.getvalue()
    if notation == "kvn":
        head = "CCSDS_OMM_VERS = 2.0\n" + "".join(f"COMMENT {line}\n" for line in comments)
        return "\n".join(head + _written_kvn(record) for record in records)
    if notation == "xml":
        return _written_xml(records, comments)
    raise ElementError(ElementCode.NO_NOTATION, field="notation", value=notation)


def _written_kvn(record: Mapping[str, Any]) -> str:
    """The lines of one message, what belongs to the header first."""
    lines = []
    for key in sorted(record, key=lambda keyword: keyword not in HEADER):
        unit = unit_of(key)
        lines.append(f"{key} = {record[key]}{f' [{unit}]' if unit else ''}\n")
    return "".join(lines)


def _written_xml(records: list[dict[str, Any]], comments: Sequence[str]) -> str:
    ndm = etree.Element("ndm")
    for record in records:
        message = etree.SubElement(ndm, "omm", id="CCSDS_OMM_VERS", version="2.0")
        header = etree.SubElement(message, "header")
        for line in comments:
            etree.SubElement(header, "COMMENT").text = line
        segment = etree.SubElement(etree.SubElement(message, "body"), "segment")
        homes = {"header": header, "metadata": etree.SubElement(segment, "metadata")}
        data = etree.SubElement(segment, "data")
        for name in ("meanElements", "tleParameters", "covarianceMatrix"):
            homes[name] = etree.SubElement(data, name)
        for key, value in record.items():
            unit = unit_of(key)
            etree.SubElement(homes[_home(key)], key, {"units": unit} if unit else None).text = str(value)
        if not len(homes["covarianceMatrix"]):
            data.remove(homes["covarianceMatrix"])
    return etree.tostring(ndm, pretty_print=True, encoding="unicode")


def _home(keyword: str) -> str:
    """The part of an XML message in which a keyword stands."""
    parts = (
        ("header", HEADER),
        ("metadata", METADATA),
        ("meanElements", MEAN_ELEMENTS),
        ("covarianceMatrix", COVARIANCE),
    )
    return next((name for name, keywords in parts if keyword in keywords), "tleParameters")
