"""When did satellites burn their engines, how strongly and which way, and is somebody steering them?"""

from dataclasses import dataclass
from typing import Any

from downrange.answers.methods import Method
from downrange.answers.passes import defect_remarks
from downrange.answers.receipts import Receipt, receipt
from downrange.answers.requests import ManoeuvresRequest
from downrange.codes import Remark
from downrange.orbit.history.element_history import History, histories
from downrange.orbit.history.manoeuvres.manoeuvre import Manoeuvre
from downrange.orbit.history.manoeuvres.screening import screen_manoeuvres
from downrange.orbit.history.manoeuvres.station_keeping import StationKeeping, station_keeping
from downrange.orbit.overflight.control_passes import Control, control_of


@dataclass(frozen=True, slots=True)
class ManoeuvresAnswer:
    """The manoeuvres in order of time, for each object whether it is steered, and what was left out.

    `control` is None where no control site was asked about.
    """

    manoeuvres: tuple[Manoeuvre, ...]
    alive: tuple[StationKeeping, ...]
    control: tuple[Control, ...] | None
    histories: tuple[History, ...]
    unread: tuple[Remark, ...]
    receipt: Receipt

    def as_dict(self) -> dict[str, Any]:
        """The contract of `downrange manoeuvres --json`."""
        answer = {
            "manoeuvres": [one.as_dict() for one in self.manoeuvres],
            "alive": [one.as_dict() for one in self.alive],
            "left_out": [drop.as_dict() for one in self.histories for drop in one.dropped],
            "unread": [remark.says for remark in self.unread],
            "receipt": self.receipt.as_dict(),
        }
        asked = {} if self.control is None else {"control": [one.as_dict() for one in self.control]}
        return {**answer, **asked}


def manoeuvres_in(request: ManoeuvresRequest) -> ManoeuvresAnswer:
    """Find the manoeuvres of every object; with a control site, whether they begin at passes over it."""
    sets, draws = request.sets(), request.draws
    heard = draws.heard("objects", len(set(sets.norad.tolist())))
    found = tuple(screen_manoeuvres(sets, draws.executor, heard))
    flown = tuple(histories(sets))
    alive = tuple(station_keeping(one, tuple(m for m in found if m.norad == one.norad)) for one in flown)
    control, site = None, request.control_site
    if site is not None:
        compared = (control_of(one, found, site) for one in flown)
        control = tuple(one for one in compared if one.judged)
    made = receipt(Method.MANOEUVRES, request.elements)
    return ManoeuvresAnswer(found, alive, control, flown, defect_remarks(sets), made)
