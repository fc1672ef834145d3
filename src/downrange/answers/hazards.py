"""Which areas should ships and aircraft keep clear of during a launch, and from when until when?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from downrange.answers.debris import area_features, sliced_dict
from downrange.answers.methods import Method
from downrange.answers.parts.falls_part import ascents_in, settings
from downrange.answers.parts.shared import PartInputs
from downrange.answers.receipts import receipt
from downrange.answers.requests import FallRequest
from downrange.case.case_model import LiftOff
from downrange.codes import Remark, says_and_codes
from downrange.launch.risk.exposure_verdict import why_no_figures
from downrange.launch.risk.hazard_codes import HazardRemark
from downrange.launch.risk.launch_hazards import Hazard, LaunchHazards, launch_hazards
from downrange.launch.risk.risk_codes import CannotTell


@dataclass(frozen=True, slots=True)
class HazardsAnswer:
    """The areas of a launch by target, body and way to fail, and the statements beside them."""

    found: LaunchHazards
    liftoff: LiftOff
    said: dict[str, Any]

    @property
    def instant(self) -> datetime | None:
        """The instant of lift-off, where it is known."""
        return self.liftoff.instant

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON: figures and times of each area; outlines are GeoJSON's."""
        rows = [{**_about(each), **sliced_dict(each.area, self.instant)} for each in self.found.hazards]
        return {**self.said, "areas": rows}

    def geojson(self) -> dict[str, Any]:
        """RFC 7946: each area whole and by slices; `from_s` and `until_s` count from lift-off, UTC where known."""
        features = [feature for each in self.found.hazards for feature in self._features(each)]
        return {"type": "FeatureCollection", "features": features}

    def _features(self, hazard: Hazard) -> Iterator[dict[str, Any]]:
        yield from area_features(hazard.area, {**_about(hazard), "kind": "hazard area"}, self.instant)


def _about(hazard: Hazard) -> dict[str, Any]:
    return {
        "of": hazard.of,
        "target": hazard.target,
        "given": hazard.given,
        "criterion": hazard.criterion,
        "limit": hazard.limit,
        "condition": hazard.condition.says,
        "condition_code": str(hazard.condition.code),
    }


def hazards_of(request: FallRequest) -> HazardsAnswer:
    """The hazard areas of a case's launch, by slices of time."""
    case, draws = request.case_with_thresholds, request.draws
    inputs = PartInputs(case)
    limits = inputs.thresholds
    ascents = ascents_in(inputs, draws)
    nothing = CannotTell.NO_ASCENT if inputs.bodies else CannotTell.NO_FALL
    refused = why_no_figures(ascents) if ascents is not None else Remark(nothing)
    found = launch_hazards(
        ascents if refused is None else None, inputs.bodies, inputs.pad, inputs.atmosphere, inputs.failure_rate,
        limits, case=case.name, draws=draws, slice_s=60.0 * request.slice_min,
    )  # fmt: skip
    made = receipt(Method.HAZARDS, case.sha256.items(), settings(inputs, draws))
    said = {
        "thresholds": {"ship": limits.ship, "aircraft": limits.aircraft, "containment": limits.containment},
        "liftoff": inputs.liftoff.clock(0.0),
        "samples": draws.samples,
        "seed": draws.seed,
        "dominant": found.dominant,
        "refused": None if refused is None else refused.as_dict(),
        **says_and_codes("remarks", _remarks(found), "remark_codes"),
        "receipt": made.as_dict(),
    }
    return HazardsAnswer(found, inputs.liftoff, said)


def _remarks(found: LaunchHazards) -> tuple[Remark, ...]:
    if 0.0 < found.held < 1.0:
        return (Remark(HazardRemark.UNTIL_HELD, {"share": found.held}),)
    return ()
