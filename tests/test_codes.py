"""A code carries its sentence; an error carries code, field, value and hint, and survives a trip to a worker."""

import pickle

import pytest

from downrange.codes import Code, Remark
from downrange.errors import DownrangeError, TimeError
from downrange.launch.notices.lifecycle.lifecycle_codes import CompareCode


class ExampleCode(Code):
    NO_ZONE = "example.no-zone", "{value!r} has no time zone", "Write it as {example}."
    OLD = "example.old", "the set is {days:.0f} days old"


def test_a_code_is_its_name_and_knows_its_sentence() -> None:
    assert ExampleCode.OLD == "example.old"
    assert ExampleCode("example.old") is ExampleCode.OLD
    assert ExampleCode.OLD.says({"days": 12.4}) == "the set is 12 days old"


def test_a_remark_says_its_code_beside_its_sentence() -> None:
    assert Remark(ExampleCode.OLD, {"days": 3}).as_dict() == {
        "code": "example.old",
        "says": "the set is 3 days old",
    }


def test_an_error_carries_code_field_value_and_hint_through_a_pickle() -> None:
    error = TimeError(ExampleCode.NO_ZONE, where="--start", field="start", value="noon", example="12:00Z")
    back = pickle.loads(pickle.dumps(error))
    for one in (error, back):
        assert isinstance(one, DownrangeError)
        assert str(one) == "'noon' has no time zone (--start). Write it as 12:00Z."
        assert (one.code, one.field, one.value) == (ExampleCode.NO_ZONE, "start", "noon")
        assert one.hint == "Write it as 12:00Z."
        assert repr(one) == "TimeError(code='example.no-zone', where='--start', field='start', value='noon')"


@pytest.mark.parametrize(
    ("km", "said"),
    [(0.0712, "0.0712"), (7.386, "7.39"), (221.66, "222"), (7386.2, "7,390"), (12345.6, "12,300")],
)
def test_a_large_number_is_not_told_with_an_exponent(km: float, said: str) -> None:
    """`the outlines lie up to 7.39e+03 km apart` was printed for two notices of two oceans."""
    told = CompareCode.REDRAWN.says({"old": "a", "new": "b", "apart_km": km, "share": 0.0})
    assert f"up to {said} km apart" in told
