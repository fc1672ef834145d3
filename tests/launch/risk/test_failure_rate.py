"""What a programme's record teaches of the next flight, beside scipy's Beta distribution."""

from datetime import UTC, datetime
from typing import Any

import pytest
from scipy.stats import beta

from downrange.errors import CaseError
from downrange.launch.risk.failure_rate import FailureRate, failure_rate, read_flights

CHOLLIMA = [
    {"time": "2023-05-30T21:29:00Z", "outcome": "failure", "source": "KCNA 31 May 2023"},
    {"time": "2023-08-23T18:50:00Z", "outcome": "failure", "source": "KCNA 24 August 2023"},
    {"time": "2023-11-21T13:42:28Z", "outcome": "success", "source": "KCNA 22 November 2023"},
]


@pytest.mark.parametrize(("failures", "successes"), [(0, 0), (2, 0), (2, 1), (0, 40), (7, 300)])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_the_posterior_is_the_beta_distribution(failures: int, successes: int, share: float) -> None:
    authority = beta(0.5 + failures, 0.5 + successes)
    rate = FailureRate(failures, successes)
    assert rate.quantile(share) == pytest.approx(authority.ppf(share), abs=2e-4)
    assert rate.mean == pytest.approx(authority.mean())


def test_only_flights_before_the_moment_teach() -> None:
    flights = read_flights(CHOLLIMA)
    assert failure_rate(flights, datetime(2023, 11, 21, 13, 42, 28, tzinfo=UTC)) == FailureRate(2, 0)
    assert failure_rate(flights, datetime(2024, 5, 27, tzinfo=UTC)) == FailureRate(2, 1)


def test_no_record_is_said_to_be_none() -> None:
    said = FailureRate(0, 0).as_dict()["says"]
    assert "not known" in said


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"time": "2023-05-30T21:29:00Z", "outcome": "failure"}, "there is no 'source'"),
        ({**CHOLLIMA[0], "vehicle": "x"}, "'vehicle' is not known here"),
        ({**CHOLLIMA[0], "outcome": "partial"}, "Use one of: success, failure"),
        ({**CHOLLIMA[0], "source": " "}, "'source' is blank"),
        ({**CHOLLIMA[0], "time": "30 May"}, "is not a time"),
        ({**CHOLLIMA[0], "time": "2023-05-30T21:29:00"}, "does not say its time zone"),
    ],
)
def test_a_wrong_table_is_refused_in_words(table: dict[str, Any], says: str) -> None:
    with pytest.raises(CaseError, match=says):
        read_flights([table])
