"""Which vehicles are on file, what is stated of them and by whom, and what the fit of ascents computes from that."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from downrange.answers.methods import Method
from downrange.answers.receipts import Receipt, receipt
from downrange.kernel.figures import Figure
from downrange.launch.trajectory.vehicles_on_file import (
    ANY_PAYLOAD,
    REMEMBERED,
    FiledVehicle,
    filed_phases,
    matching_vehicles,
    vehicle_sources,
)


@dataclass(frozen=True, slots=True)
class VehiclesAnswer:
    """The vehicles on file whose names match a query, all of them without one."""

    query: str | None
    found: tuple[FiledVehicle, ...]
    receipt: Receipt

    def as_dict(self) -> dict[str, Any]:
        """The contract of `downrange vehicles --json`."""
        return {
            "query": self.query,
            "count": len(self.found),
            "vehicles": [_vehicle(vehicle) for vehicle in self.found],
            "receipt": self.receipt.as_dict(),
        }


def vehicles_on_file(query: str | None = None) -> VehiclesAnswer:
    """The vehicles on file one of whose names or aliases contains `query`, whatever its spaces and hyphens."""
    return VehiclesAnswer(query, matching_vehicles(query), receipt(Method.VEHICLES, (), {"query": query}))


def _vehicle(vehicle: FiledVehicle) -> dict[str, Any]:
    used = list(_stated(vehicle))
    return {
        "name": vehicle.name,
        "aliases": list(vehicle.aliases),
        "note": vehicle.note,
        "stated": len(used),
        "remembered": sum(figure.source == REMEMBERED for figure in used),
        "payload_t": _figure(vehicle.payload_t),
        "payload_is_spread": vehicle.payload_t is not None and vehicle.payload_t.source == ANY_PAYLOAD,
        "fairing_t": _figure(vehicle.fairing_t),
        "fairing_leaves_during": vehicle.sheds,
        "stages": [
            {
                "name": phase.stage.name,
                "class": phase.stage.kind,
                "called": list(phase.stage.called),
                "count": phase.stage.count,
                "stated": {key: _figure(figure) for key, figure in phase.stage.figures.items()},
                "propellant_fraction": _computed(phase.propellant_fraction),
                "isp_s": _computed(phase.isp_s),
                "burn_s": _computed(phase.burn_s),
            }
            for phase in filed_phases(vehicle)
        ],
        "sources": {
            key: {"by": vehicle_sources()[key].by, "where": vehicle_sources()[key].where}
            for key in vehicle.sources
        },
    }


def _stated(vehicle: FiledVehicle) -> Iterator[Figure]:
    yield from (figure for figure in (vehicle.payload_t, vehicle.fairing_t) if figure is not None)
    for stage in vehicle.stages:
        yield from stage.figures.values()


def _figure(figure: Figure | None) -> dict[str, Any] | None:
    return None if figure is None else figure.as_dict()


def _computed(figure: Figure | None) -> dict[str, Any] | None:
    """A computed figure without its sources, which stand beside the stated ones."""
    if figure is None:
        return None
    return {key: value for key, value in figure.as_dict().items() if key != "source"}
