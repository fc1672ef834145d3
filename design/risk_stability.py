"""How far the figures of risk move from seed to seed, and how far they lie from brute force.

    python design/risk_stability.py [--cases NAME ...] [--seeds N] [--samples N] [--members N] [--exact N] [--json]

Each seed has an ensemble of ascents and samples of its own. For each province: the mean of the probability of any
piece given failure, the standard deviation of its log10, the largest deviation of a seed from the mean, the standard
deviations of both ends of the window of arrival and their largest deviation, seconds; samples that hit, and ascents
that carry the figure (effective). "told": with 10 of these or more and a standard error under 0.35, in the mean over
the seeds (`exposure_verdict`). The figure of merit is asked of the five most exposed provinces of a case that are
told: within 30 % and 60 s of the mean. "cape" is a made case: the template with one notice, 600 km to the north-east
of Cape Canaveral.

With --exact, the ensemble of the first seed also fails N times by brute force: failures as they come, and every one
of the 32 pieces dropped; "exact" and "exact_error" are the probability and its standard error, "ratio" is the mean
over the seeds' draws on that same ensemble, over it. Nothing in the method was fitted to these cases but the number
of ascents and the constants of `failure_proposal`, which steer precision only.
"""

import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import numpy as np

from downrange.case.case_inputs import CaseInputs
from downrange.case.case_reader import read_case
from downrange.geography.territory_raster import TerritoryRaster
from downrange.kernel.arrays import Floats
from downrange.kernel.parallel import Draws
from downrange.launch.fall.announced_ascents import announced_ascents
from downrange.launch.fall.ballistic_fall import Atmosphere, drop
from downrange.launch.fall.impact_point import ImpactPoints, impact_points
from downrange.launch.risk.constrained_flight import constrained_until_s
from downrange.launch.risk.exposure import Exposure, exposures
from downrange.launch.risk.exposure_verdict import LEAST_MEMBERS, MOST_ERROR
from downrange.launch.risk.failure_proposal import even_proposal, failure_proposal
from downrange.launch.risk.failures import failed_pieces, failures
from downrange.launch.risk.reach import reach_raster
from downrange.launch.risk.territory_risk import STATES_A_SAMPLE
from downrange.launch.trajectory.ascent_ensemble import Ascents
from measurement import Row, answer, arguments, quantile, say

CASES = ("2023-11-21-malligyong-1", "2023-05-25-nuri-3", "2016-02-07-kwangmyongsong-4", "cape")
MOST_OFF, MOST_OFF_S = 0.3, 60.0  # the figure of merit
EXPOSED = 5
LEAST = 1e-6  # provinces below are not listed
_SPAN = 2000  # brute force failures at a time

CAPE_NOTICE = """HYDROLANT 1234/27(11).
NORTH ATLANTIC. FLORIDA.
1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING, 010000Z TO 010400Z MAR 27
IN AREA BOUND BY
32-18N 076-12W, 32-42N 075-36W, 31-54N 074-54W, 31-30N 075-30W.
2. CANCEL THIS MSG 010500Z MAR 27.
"""
CAPE = """title = "Made case: the template with one notice"
summary = "Nothing is known of the vehicle but one area."
[launch]
window = "2027-03-01T00:00Z/2027-03-01T04:00Z"
time_by = "the notice"
vehicle = "vehicle"
payload = "payload"
site = "CC"
[[notices]]
file = "notices/notice.txt"
[[bodies]]
name = "Stage 1"
kind = "stage"
[bodies.lands]
area = "HYDROLANT 1234/27"
source = "the notice"
grade = "A1"
[bodies.burnout]
after_s = { spread = [110, 130, 160], source = "class", grade = "E4" }
altitude_km = { spread = [50, 65, 80], source = "class", grade = "E4" }
flight_path_deg = { spread = [20, 30, 42], source = "class", grade = "E4" }
downrange_fraction = { spread = [0.07, 0.12, 0.18], source = "class", grade = "E4" }
"""


@dataclass(frozen=True, slots=True)
class Fitted:
    """One ensemble, and what its risk starts from."""

    case: str
    ascents: Ascents
    air: Atmosphere
    points: ImpactPoints
    held_s: Floats
    raster: TerritoryRaster


def inputs_of(name: str) -> CaseInputs:
    if name != "cape":
        return CaseInputs(read_case(name))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "notices").mkdir()
        (Path(folder) / "notices" / "notice.txt").write_text(CAPE_NOTICE, encoding="utf-8")
        (Path(folder) / "case.toml").write_text(CAPE, encoding="utf-8")
        return CaseInputs(read_case(folder))


def fitted(name: str, inputs: CaseInputs, seed: int, members: int | None) -> Fitted:
    told = inputs.bodies, inputs.case.vehicle, inputs.case.known, inputs.pad, inputs.atmosphere
    chosen = {"members": members} if members else {}
    ascents = announced_ascents(*told, case=name, draws=Draws(1, seed), **chosen)
    if ascents is None:
        raise SystemExit(f"{name}: no fall is announced and nothing is known of the flight")
    points, held_s = impact_points(ascents.r_ecef_m, ascents.v_ecef_m_s), constrained_until_s(ascents)
    raster = reach_raster(ascents.after_s, points, held_s)
    return Fitted(name, ascents, inputs.atmosphere, points, held_s, raster)


def exposed(of: Fitted, seed: int, samples: int) -> dict[str, Exposure]:
    """The rows of the provinces that samples hit."""
    proposal = failure_proposal(of.ascents, of.points, of.raster, of.held_s)
    states = STATES_A_SAMPLE * samples
    failed = failures(
        of.ascents, proposal, of.air, of.raster, of.held_s, case=of.case, seed=seed, samples=states
    )
    rows = exposures(of.ascents, of.points, proposal, failed, of.raster)
    return {row.territory.code: row for row in rows if row.hits and row.territory.kind == "province"}


def brute_force(of: Fitted, count: int) -> dict[str, tuple[float, float]]:
    """The probability of each province and its standard error, from failures as they come and dropped pieces."""
    proposal = even_proposal(of.ascents)
    total = square = np.zeros(len(of.raster.territories))
    for start in range(0, count, _SPAN):
        stop = min(start + _SPAN, count)
        thrown = failed_pieces(of.ascents, proposal, of.case, -1, start, stop)
        state = thrown.r_ecef_m.reshape(3, -1), thrown.v_ecef_m_s.reshape(3, -1)
        landed = drop(*state, thrown.beta_kg_m2.ravel(), of.air)
        inside = of.raster.inside(landed.lat_deg, landed.lon_deg)
        struck = inside.reshape(-1, *thrown.beta_kg_m2.shape).any(axis=1)
        scored = np.where(thrown.failed_s <= of.held_s[thrown.member], thrown.weight, 0.0) * struck
        total, square = total + scored.sum(axis=1), square + (scored**2).sum(axis=1)
    codes = [territory.code for territory in of.raster.territories]
    return {
        code: (float(p) / count, float(np.sqrt(s)) / count)
        for code, p, s in zip(codes, total, square, strict=True)
    }


def measured(name: str, seeds: int, samples: int, members: int | None, exact: int) -> list[Row]:
    """The rows of one case."""
    inputs = inputs_of(name)
    tables, fit_s, risk_s, first = [], [], [], None
    for seed in range(1, seeds + 1):
        begun = process_time()
        of = fitted(name, inputs, seed, members)
        fit_s.append(process_time() - begun)
        tables.append(exposed(of, seed, samples))
        risk_s.append(process_time() - begun - fit_s[-1])
        first = first or of
    cost = {"fit_cpu_s": min(fit_s), "risk_cpu_s": min(risk_s)}
    rows = [_row(name, code, tables) | cost for code in sorted(set().union(*tables))]
    rows = sorted((row for row in rows if row["p"] >= LEAST), key=lambda row: -row["p"])
    if exact and first:
        truth = brute_force(first, exact)
        again = [exposed(first, seed, samples) for seed in range(1, seeds + 1)]
        for row in rows:
            p, error = truth[row["province"]]
            mean = np.mean([_p(table, row["province"]) for table in again])
            row |= {"exact": p, "exact_error": error, "ratio": float(mean / p) if p else None}
    return rows


def _p(table: Mapping[str, Exposure], code: str) -> float:
    return (table[code].p_any_fragment or 0.0) if code in table else 0.0


def _row(name: str, code: str, tables: list[dict[str, Exposure]]) -> Row:
    p = np.array([_p(table, code) for table in tables])
    found = [table[code] for table in tables if code in table]
    ends = np.array([row.arrival_s for row in found])
    relative = np.mean([(row.standard_error or 0.0) / (row.p_any_fragment or 1.0) for row in found])
    effective = float(np.mean([row.effective_members for row in found]))
    row = {
        "case": name,
        "province": code,
        "p": float(p.mean()),
        "seeds": len(p),
        "seeds_without": int((p == 0.0).sum()),
        "log10_sd": float(np.log10(p[p > 0]).std(ddof=1)) if len(found) > 1 else None,
        "most_off": float(np.abs(p / p.mean() - 1.0).max()),
        "from_s": float(ends[:, 0].mean()),
        "until_s": float(ends[:, 1].mean()),
        "from_sd_s": float(ends[:, 0].std(ddof=1)) if len(found) > 1 else None,
        "until_sd_s": float(ends[:, 1].std(ddof=1)) if len(found) > 1 else None,
        "most_off_s": float(np.abs(ends - ends.mean(axis=0)).max()),
        "hits": float(np.mean([row.hits for row in found])),
        "effective": effective,
        "relative_error": float(relative),
        "told": bool(
            effective >= LEAST_MEMBERS and relative < MOST_ERROR
        ),  # rare ones too, which become ranges
    }
    row["merit"] = bool(row["most_off"] <= MOST_OFF and row["most_off_s"] <= MOST_OFF_S)
    return row


def figures_of(rows: list[Row]) -> dict[str, float | int | None]:
    told = [row for row in rows if row["told"]]
    first = [
        row
        for name in dict.fromkeys(row["case"] for row in rows)
        for row in [each for each in told if each["case"] == name][:EXPOSED]
    ]
    return {
        "provinces": len(rows),
        "told": len(told),
        "asked": len(first),
        "within_30_percent": sum(row["most_off"] <= MOST_OFF for row in first),
        "and_60_s": sum(row["merit"] for row in first),
        "log10_sd_median": quantile([row["log10_sd"] for row in first], 0.5),
        "fit_cpu_s": max((row["fit_cpu_s"] for row in rows), default=None),
        "risk_cpu_s": max((row["risk_cpu_s"] for row in rows), default=None),
    }


def shown(row: Row) -> str:
    exact = f"; exact {row['exact']:.2e} +- {row['exact_error']:.1e}" if "exact" in row else ""
    exact += f", ratio {row['ratio']:.2f}" if row.get("ratio") else ""
    sd = f"{row['log10_sd']:.3f}" if row["log10_sd"] is not None else "-"
    told = " told" if row["told"] else ""
    return (
        f"{row['case'][:16]:16} {row['province']:7} {row['p']:.1e} sd log10 {sd} most off {row['most_off']:.0%}; "
        f"T+{row['from_s']:.0f} to {row['until_s']:.0f} s, most off {row['most_off_s']:.0f} s; "
        f"hits {row['hits']:.0f}, ascents {row['effective']:.0f}, error {row['relative_error']:.0%}{told}{exact}"
    )


def main(words: list[str] | None = None) -> int:
    parser = arguments(__doc__, halves=False)
    parser.add_argument("--cases", nargs="+", default=list(CASES), metavar="NAME", help="cases, or cape")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--samples", type=int, default=2000, help="as of the program: each has two states")
    parser.add_argument(
        "--members", type=int, default=None, help="ascents of an ensemble (as in the program)"
    )
    parser.add_argument("--exact", type=int, default=0, metavar="N", help="failures by brute force")
    given = parser.parse_args(words)
    rows = []
    for name in given.cases:
        say(given, f"{name} ...")
        rows += measured(name, given.seeds, given.samples, given.members, given.exact)
    return answer(given, rows, figures_of(rows), shown)


if __name__ == "__main__":
    sys.exit(main())
