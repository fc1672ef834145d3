"""The ensemble: ascents consistent with the observations, second by second, and where the bodies of each fall."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from downrange.codes import Remark
from downrange.kernel.arrays import Bools, Floats
from downrange.launch.trajectory.flight_events import FlightEvent


@dataclass(frozen=True, slots=True)
class Fallen:
    """Where and when one body comes down in each ascent, and its kg/m2: arrays (N,); NaN where it stays aloft.

    It leaves the vehicle at ``leaves_s`` (N,) after lift-off, at r_ecef_m with v_ecef_m_s (3, N), Earth-fixed.
    """

    after_liftoff_s: Floats
    lat_deg: Floats
    lon_deg: Floats
    beta_kg_m2: Floats
    leaves_s: Floats
    r_ecef_m: Floats
    v_ecef_m_s: Floats

    def of(self, kept: Bools) -> "Fallen":
        """The falls of some of the ascents, `kept` (N,)."""
        return Fallen(*(getattr(self, each.name)[..., kept] for each in fields(self)))


@dataclass(frozen=True, slots=True)
class FitCounts:
    """How the fit went: members `tried`; `agreed`, with the data and up to the last burn-out; and of the others those
    that `fell_back`: no altitude was left at the last burn-out, so the ground and not the data stood in their way.

    `misfit` is the cost of the likeliest ascent, the squared misses (in sigmas) of `data` figures and of the priors:
    chi square of as many degrees of freedom as there are data.
    """

    tried: int
    agreed: int
    fell_back: int
    misfit: float
    data: int


@dataclass(frozen=True, slots=True)
class Ascents:
    """An ensemble of N ascents, each as likely as the others.

    after_s (T,) whole seconds since lift-off; r_ecef_m, v_ecef_m_s (3, T, N) Earth-fixed, NaN after the last
    burn-out; powered (T, N) an engine burns; events: event -> (N,) seconds after lift-off; falls: body -> where and
    when. `fitted_to` says what the ascents were fitted to; `misses` what they do not reach; `fits` how many agree (if
    none does the ascents are those that do not).
    """

    after_s: Floats
    r_ecef_m: Floats
    v_ecef_m_s: Floats
    powered: Bools
    events: Mapping[FlightEvent, Floats]
    falls: Mapping[str, Fallen]
    fitted_to: Remark
    misses: tuple[Remark, ...]
    fits: FitCounts
