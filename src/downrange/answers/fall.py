"""What falls, where and when, and on whom?"""

from typing import Any

from downrange.answers.methods import Method
from downrange.answers.parts.falls_part import falls_of_case, settings, zones_in
from downrange.answers.parts.shared import PartInputs
from downrange.answers.receipts import receipt
from downrange.answers.requests import FallRequest


def fall_of(request: FallRequest) -> dict[str, Any]:
    """The falls of a case alone, the same part that its brief has; its receipt names every file of the case.

    With `check_zones` each announced place also stands beside a forecast that did not know it.
    """
    inputs, draws = PartInputs(request.case_with_thresholds), request.draws
    zones = {"zones": [each.as_dict() for each in zones_in(inputs, draws)]} if request.check_zones else {}
    made = receipt(Method.FALL, request.case.sha256.items(), settings(inputs, draws))
    return {**falls_of_case(inputs, draws), **zones, "receipt": made.as_dict()}
