"""Element sets against gpconf, the conformance corpus for catalogue numbers above 99,999 (gpconf.neogy.dev).

Only what the package carries is used (derived files, vectors, the writer's case); nothing is fetched.
"""

import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from downrange.errors import ElementError
from downrange.orbit.elements.alpha5 import from_alpha5, to_alpha5
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import NOT_GIVEN
from downrange.orbit.elements.message_records import Records
from downrange.orbit.elements.omm_keywords import columns_of, read_epoch
from downrange.orbit.elements.tle import write_tle

gpconf = pytest.importorskip("gpconf")
from gpconf import tle as corpus_tle  # noqa: E402
from gpconf.locate import bundled_root  # noqa: E402
from gpconf.runner import Runner  # noqa: E402


def as_datetime(jd: float, fraction: float) -> datetime:
    midnight = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=jd - 2440587.5)
    return midnight + timedelta(microseconds=round(fraction * 86_400e6))


class Adapter:
    """Downrange as the corpus wants to meet a parser."""

    def parse(self, raw: bytes, fmt: str) -> list[dict[str, object]]:
        elements = read_elements(raw)
        found: list[dict[str, object]] = [{"_adapter": {"refusals": True}}]
        for row in range(len(elements)):
            found.append(
                {
                    "norad_cat_id": None if elements.norad[row] == NOT_GIVEN else int(elements.norad[row]),
                    "object_name": str(elements.name[row]) or None,
                    "epoch": as_datetime(elements.epoch_jd[row], elements.epoch_fraction[row]),
                    "mean_motion": float(elements.mean_motion_rev_day[row]),
                    "eccentricity": float(elements.eccentricity[row]),
                    "inclination": float(elements.inclination_deg[row]),
                    "ra_of_asc_node": float(elements.raan_deg[row]),
                    "arg_of_pericenter": float(elements.argp_deg[row]),
                    "mean_anomaly": float(elements.mean_anomaly_deg[row]),
                    "bstar": float(elements.bstar[row]),
                    "mean_motion_dot": float(elements.ndot[row]),
                    "mean_motion_ddot": float(elements.nddot[row]),
                    "classification_type": str(elements.classification[row]),
                }
            )
        for defect in elements.defects:
            if not defect.kept:
                field = re.search(r"^[12] (.{5})|NORAD_CAT_ID=(\w+)", defect.text)
                found.append(
                    {
                        "_refused": defect.says,
                        "_field": field and (field[1] or field[2]),
                        "_input": defect.text,
                    }
                )
        return found

    def write_tle(self, record: dict[str, object]) -> tuple[str, ...]:
        fields = {key: str(value) for key, value in corpus_tle.omm_fields_from_record(record).items()}
        elements = columns_of(Records([1], {key: [text] for key, text in fields.items()}))
        assert len(elements) == 1, elements.defects
        return tuple(write_tle(elements).splitlines())

    alpha5_decode = staticmethod(from_alpha5)
    alpha5_encode = staticmethod(to_alpha5)

    def parse_epoch(self, text: str) -> datetime:
        return as_datetime(*read_epoch(text))

    def parse_catalog_id(self, text: str) -> int:
        sound = read_elements(json.dumps(PLAIN | {"NORAD_CAT_ID": text}))
        return int(sound.norad[0])

    def two_digit_year(self, year: str) -> int:
        lines = write_tle(read_elements(json.dumps(PLAIN))).splitlines()
        one = lines[0][:18] + year + lines[0][20:68]
        sound = read_elements(f"{one}{corpus_tle.checksum(one)}\n{lines[1]}\n")
        return as_datetime(sound.epoch_jd[0], 0.5).year


PLAIN = {
    "EPOCH": "2023-12-09T04:15:49.963968",
    "MEAN_MOTION": 15.21407416,
    "ECCENTRICITY": 0.0014685,
    "INCLINATION": 97.427,
    "RA_OF_ASC_NODE": 227.7225,
    "ARG_OF_PERICENTER": 211.9163,
    "MEAN_ANOMALY": 148.1185,
    "NORAD_CAT_ID": 58400,
    "BSTAR": 0.00021022,
    "MEAN_MOTION_DOT": 4.66e-5,
}


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_everything_the_corpus_carries(tmp_path: Path):
    runner = Runner(Adapter(), root=bundled_root(), data=str(tmp_path), fetch_hints=False)
    results = runner.run()
    failed = [
        (case.case_id, item.check, item.file, item.detail)
        for case in results
        for item in case.items
        if item.status == "fail"
    ]
    assert failed == []
    statuses = Counter(item.status for case in results for item in case.items)
    assert statuses["pass"] + statuses["pass-tolerance"] > 40, statuses
    print(dict(statuses))


def test_the_written_numbers_of_the_corpus_are_refused_above_z9999():
    with pytest.raises(ElementError):
        to_alpha5(340_000)
