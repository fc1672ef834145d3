"""Failed flights whose debris was found or reported: whether the truth lies in the area that holds 97 % of the draws.

    python design/failed_flights.py [--samples N] [--only ID ...] [--json]

The facts stand in FLIGHTS below, each with its source; nothing was tuned on them. Flights from Sohae are the ascents
of the shipped case of 21 November 2023 (the same announced zones in all four launches), failed in the stated span of
time: their own trajectories are not public. A truth is a place known to some kilometres, or a bound; it is held where
its circle meets the area. Times are held between the first and the last 0.15 % of the pieces.

Asked for and not used, for want of figures in what could be opened: Long March 3B of 9 April 2020 (debris seen from
Guam, no state, no find), PSLV-C61 of 18 May 2025 (no find), the polygon of Starship 7's debris response area, element
sets of the Long March 5B stages. Columbia stands in: a failed flight with the best known debris field of all.
"""

import sys
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from downrange.answers.debris_requests import DebrisRequest
from downrange.answers.parts.event_states import drawn_states
from downrange.answers.parts.shared import PartInputs
from downrange.case.case_reader import read_case
from downrange.earth.ellipsoid import geodesic_direct, geodesic_inverse
from downrange.kernel.arrays import Floats
from downrange.kernel.parallel import Draws
from downrange.launch.fall.announced_ascents import announced_ascents
from downrange.launch.fall.ballistic_fall import standard_atmosphere
from downrange.launch.risk.debris_event import event_classes, event_pieces
from downrange.launch.risk.failure_proposal import even_proposal
from downrange.launch.risk.failures import failed_pieces
from downrange.launch.risk.falling_pieces import FallingPieces, dropped, ship_hits
from downrange.launch.risk.hazard_areas import HazardArea, containment_area
from downrange.launch.risk.impact_density import impact_density
from downrange.launch.risk.launch_hazards import LEVELS_M, planned_pieces
from measurement import Row, answer, arguments

CASE = "2023-11-21-malligyong-1"
SHARE = 0.97


@dataclass(frozen=True)
class Truth:
    """Where something was found or reported to fall: degrees, and how well that is known, km; or `north_of` a degree.

    `after_s`: when it came down, seconds after lift-off or after the event.
    """

    what: str
    source: str
    lat: float = 0.0
    lon: float = 0.0
    within_km: float = 0.0
    north_of: float | None = None
    after_s: float | None = None


@dataclass(frozen=True)
class FailedFlight:
    """A flight, how it failed by public sources, the truths, and what of ours is set beside them.

    model   "failure": the case's ascents fail within `span_s` after lift-off; "body": the planned fall of `body`;
            "debris": `state`, the words of a request of `downrange debris`
    """

    id: str
    what: str
    source: str
    model: str
    truths: tuple[Truth, ...]
    span_s: tuple[float, float] = (0.0, 0.0)
    body: str = ""
    state: dict[str, Any] = field(default_factory=dict)
    note: str = ""


FLIGHTS = (
    FailedFlight(
        "2023-05-31", "Chollima-1: the second stage did not start after the first had left",
        "KCNA, 31 May 2023, in wowkorea.live dispatch 10128", "failure",
        (Truth("wreck at 75 m depth, 200 km west of Eocheong island (36.12 N 125.98 E)",
               "ROK JCS in koreaherald.com 20230601000668 and urdupoint.com 1700330", 36.1, 123.76, 20.0),),
        span_s=(103.0, 150.0),
        note="the first stage burns out 103 to 134 s after lift-off (the case's own figures)",
    ),
    FailedFlight(
        "2023-08-24", "Chollima-1: stages 1 and 2 normal, destroyed during the flight of stage 3",
        "KCNA, 24 August 2023, in pledgetimes.com an-accident-during-a-north-korean-space-launch", "body",
        (Truth("one part about 600 km east of the Philippines, 04:05 for a launch at 03:51 JST",
               "Japan's ministry of defence in news.ntv.co.jp 11c4ebc6974744e9b3d1160d985c9452",
               13.0, 129.7, 80.0, after_s=14 * 60.0),),
        body="Stage 2", note="600 km east of the islands' shore near 13 N (124.2 E)",
    ),
    FailedFlight(
        "2024-05-27", "new rocket from Sohae: exploded during the flight of stage 1",
        "KCNA and ROK JCS in chosun.com 2024/05/28 BDMAHBPJG5BFRI2BTX2IWDU7YM", "failure",
        (Truth("fragments in the air at 22:46 for a launch at 22:44 KST; wreckage in the Yellow Sea off North Korea",
               "ROK JCS in the same; globalquicknews.com north-koreas-attempt", north_of=37.0),),
        span_s=(60.0, 125.0),
        note="60 s to a little over two minutes, by the printed minutes; another first stage than the case's",
    ),
    FailedFlight(
        "2025-01-16-starship-7", "Starship 7: contact lost 8 min 26 s after lift-off, 146 km up, 21,317 km/h",
        "records of the operator in the press, particlenews (WSJ); 0x4248.dev Investigation-into-starship-flight-7",
        "debris",
        (Truth("tiles and pieces on Providenciales", "edition.cnn.com 2025/01/30 spacex-starship-explosion-debris",
               21.77, -72.26, 15.0),
         Truth("pieces on South Caicos, a car damaged", "newsx.com spacex-loses-contact", 21.5, -71.53, 15.0),
         Truth("aircraft held away for about 50 min", "WSJ records in particlenews", after_s=50 * 60.0)),
        state={"lat": "24.2+-0.3", "lon": "-84.9+-0.8", "altitude_km": "146+-2", "speed_m_s": "5921+-20",
               "heading_deg": "101+-2", "flight_path_deg": "0.3+-0.7"},
        note="the place is not public: 1,230 km (sd 80) from the pad at 25.997 N 97.157 W, an integral of the speeds "
             "shown (1.5 km/s at 2:40, 5.9 km/s at 8:26), on the way between Florida and Cuba",
    ),
    FailedFlight(
        "2003-02-01-columbia", "Columbia: broke up over Texas, about 61 km up, 12,500 mph",
        "oldsite.issfanclub.eu node 2728 (200,000 ft, 12,500 mph, 160 km from Dallas)", "debris",
        (Truth("heaviest concentration of debris: Nacogdoches County, Texas",
               "sun-sentinel.com 2003-02-05 0302050218", 31.60, -94.65, 25.0),),
        state={"lat": "32.7+-0.15", "lon": "-98.5+-0.3", "altitude_km": "61+-1", "speed_m_s": "5588+-60",
               "heading_deg": "102+-2", "flight_path_deg": "-0.7+-0.5"},
        note="160 km west of Dallas (32.78 N 96.80 W); heading for Kennedy Space Center (28.6 N 80.7 W)",
    ),
)  # fmt: skip


def pieces_of(flight: FailedFlight, samples: int) -> FallingPieces:
    """The pieces that come down, by the model of the flight."""
    draws = Draws(samples, 1)
    if flight.model == "debris":
        event, air = event_classes()["breakup"], standard_atmosphere()
        request = DebrisRequest.of(**flight.state, draws=draws)
        drawn = drawn_states(request, event, air)
        return event_pieces(drawn.states, event, air, wind_sd_m_s=request.wind_sd_m_s, seed=1).pieces
    case = read_case(CASE)
    inputs = PartInputs(case)
    if flight.model == "body":
        (body,) = (each for each in inputs.bodies if each.name == flight.body)
        return planned_pieces(body, inputs.pad, inputs.atmosphere, case=case.name, draws=draws)
    told = inputs.bodies, case.vehicle, case.known, inputs.pad, inputs.atmosphere
    ascents = announced_ascents(*told, case=case.name, draws=draws)
    if ascents is None:
        raise RuntimeError("the case's ascents did not fit")
    thrown = failed_pieces(ascents, even_proposal(ascents), case.name, 1, 0, samples)
    chosen = np.flatnonzero((thrown.failed_s >= flight.span_s[0]) & (thrown.failed_s <= flight.span_s[1]))
    r, v, beta = thrown.r_ecef_m[:, :, chosen], thrown.v_ecef_m_s[:, :, chosen], thrown.beta_kg_m2[:, chosen]
    each = np.tile(np.arange(chosen.size), beta.shape[0])
    started = thrown.failed_s[chosen][each]
    places = dropped(r.reshape(3, -1), v.reshape(3, -1), beta.ravel(), inputs.atmosphere, LEVELS_M, started)
    how = thrown.weight[chosen][each], each, thrown.mode[chosen][each], thrown.severity[chosen][each]
    return FallingPieces(LEVELS_M, chosen.size, *how, *places)


def rows_of(flight: FailedFlight, samples: int) -> list[Row]:
    """Each truth of a flight beside the area."""
    pieces = pieces_of(flight, samples)
    hits = ship_hits(pieces)
    area = containment_area(hits, impact_density(hits), SHARE)
    down_s = np.quantile(hits.after_s, [0.0015, 0.9985])
    return [_beside(flight, truth, pieces, area, down_s) for truth in flight.truths]


def _beside(
    flight: FailedFlight, truth: Truth, pieces: FallingPieces, area: HazardArea, down_s: Floats
) -> Row:
    lat, lon = pieces.lat_deg[-1], pieces.lon_deg[-1]
    row: Row = {
        "flight": flight.id, "truth": truth.what, "source": truth.source, "draws": pieces.draws,
        "area_km2": area.area_km2, "from_min": float(down_s[0]) / 60, "until_min": float(down_s[1]) / 60,
    }  # fmt: skip
    held = None
    if truth.north_of is not None:
        row["share_north"] = float((lat[np.isfinite(lat)] > truth.north_of).mean())
        held = row["share_north"] > 1.0 - SHARE
    elif truth.within_km:
        held = _meets(area, truth) if area.area_km2 is not None else None
        away = geodesic_inverse(truth.lat, truth.lon, np.nanmedian(lat), np.nanmedian(lon))[0]
        row["from_middle_km"] = float(away) / 1e3
    row["in_area"] = held
    in_time = None
    if truth.after_s is not None:
        in_time = bool(down_s[0] <= truth.after_s <= down_s[1])
    row["in_time"] = in_time
    return row


def _meets(area: HazardArea, truth: Truth) -> bool:
    """Whether the circle of a truth meets the area."""
    azimuth = np.linspace(0.0, 360.0, 73)
    lat, lon = geodesic_direct(truth.lat, truth.lon, azimuth, 1e3 * truth.within_km)[:2]
    circle = shapely.Polygon(np.stack([lon, lat], axis=1))
    return any(circle.intersects(shapely.Polygon(ring[::-1].T)) for ring in area.rings)


def figures_of(rows: list[Row]) -> Row:
    """How many truths are held, of place and of time."""
    places = [row["in_area"] for row in rows if row["in_area"] is not None]
    times = [row["in_time"] for row in rows if row["in_time"] is not None]
    return {"places": len(places), "places_held": sum(places), "times": len(times), "times_held": sum(times)}


def _shown(row: Row) -> str:
    """A truth in one line."""
    place = {None: "-", True: "inside", False: "OUTSIDE"}[row["in_area"]]
    time = {None: "-", True: "in time", False: "NOT IN TIME"}[row["in_time"]]
    km2 = "cannot tell" if row["area_km2"] is None else f"{row['area_km2']:,.0f} km2"
    away = f", {row['from_middle_km']:.0f} km from the middle" if "from_middle_km" in row else ""
    away += f", {row['share_north']:.0%} of the pieces beyond" if "share_north" in row else ""
    span = f"{row['from_min']:.0f} to {row['until_min']:.0f} min"
    return f"{row['flight']}: {row['truth']}: {place}{away}; {time}; area {km2}, {span}"


def main(given: list[str] | None = None) -> int:
    parser = arguments(__doc__, halves=False)
    parser.add_argument("--samples", type=int, default=6000)
    parser.add_argument("--only", nargs="+", choices=[flight.id for flight in FLIGHTS])
    options = parser.parse_args(given)
    chosen = [flight for flight in FLIGHTS if options.only is None or flight.id in options.only]
    rows = [row for flight in chosen for row in rows_of(flight, options.samples)]
    return answer(options, rows, figures_of(rows), _shown)


if __name__ == "__main__":
    sys.exit(main())
