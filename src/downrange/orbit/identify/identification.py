"""Identification: which new objects of the catalogue came from a launch, and whether it reached orbit.

Names are not used, nor designators unless asked for: they are the question. Every new object is scored by the table
of likelihood ratios at every possible lift-off time. The ratios are averaged over the times, shared among companions
in one plane, and reduced by what other known launches explain (`shared_evidence`).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np

from downrange.codes import Remark
from downrange.earth.constants import DAY_S
from downrange.earth.earth_codes import TimeCode
from downrange.earth.instants import Window, as_instant, format_utc
from downrange.errors import TimeError
from downrange.geography.sites import Site
from downrange.kernel.arrays import Floats
from downrange.kernel.number_checks import interval
from downrange.orbit.elements.elements import Elements, require_sound
from downrange.orbit.identify.candidates import SHOWN, Candidate, Identification, KnownLaunch
from downrange.orbit.identify.findings import Finding, findings_of
from downrange.orbit.identify.identify_codes import (
    VERDICTS,
    FindingCode,
    ReasonCode,
    VerdictCode,
)
from downrange.orbit.identify.launch_evidence import Interval, NewObjects, evidence_of, new_objects
from downrange.orbit.identify.likelihood_ratios import log_ratios
from downrange.orbit.identify.measured_domain import is_measured, nearest_cell
from downrange.orbit.identify.orbit_classes import KINDS, kind_of
from downrange.orbit.identify.shared_evidence import Explained, explained_by, rivals, shared_scores
from downrange.orbit.identify.snapshot_series import Snapshots
from downrange.orbit.identify.verdict import Question, helps, verdict
from downrange.orbit.propagation.secular_rates import apsides_km

STEPS, SHORTEST_S, LONGEST_S = 360, 30.0, 300.0  # lift-off times tried, and the limits of their spacing
AT_ONCE = 40_000  # objects times liftoffs scored together: the arrays stay in the cache

# Lift-offs are tried minute by minute: 75 MB a year. Beyond 12 h nothing is decided in any case (`measured_domain`).
LONGEST_WINDOW_S = 366 * DAY_S


def identify(
    before: Snapshots,
    after: Snapshots,
    site: Site,
    window: Window,
    *,
    inclination: Interval | None = None,
    launches: Sequence[KnownLaunch] = (),
    designators: bool = False,
) -> Identification:
    """Score the objects new in ``after`` against a launch from ``site`` within ``window`` (start = end: exact).

    ``before`` and ``after`` are a snapshot each, or several. Nothing is decided where they lie less than 5 or more
    than 125 days apart, or the window is longer than 12 h (`measured_domain`).

    ``inclination`` is an interval in degrees, from notices or a stated plane; ``launches`` are the other launches
    of the weeks between the snapshots. ``designators``: whether the international designators that the snapshots
    print weigh as one reason more; errors were measured without. What to expect of it, with figures:
    design/identify_accuracy.py.
    """
    for each in (before, after):
        for snapshot in [each] if isinstance(each, Elements) else each:
            require_sound(snapshot)
    as_instant(window.start, "window")
    as_instant(window.end, "window")
    if window.duration_s > LONGEST_WINDOW_S:
        value, most = window.duration_s / DAY_S, LONGEST_WINDOW_S / DAY_S
        raise TimeError(TimeCode.LONG_WINDOW, field="window", value=value, most=most)
    if inclination is not None:
        interval(inclination, "inclination", (0.0, 180.0))
    return identify_among(
        new_objects(before, after, designators=designators),
        site,
        window,
        inclination=inclination,
        launches=launches,
    )


def identify_among(
    of: NewObjects,
    site: Site,
    window: Window,
    *,
    inclination: Interval | None = None,
    launches: Sequence[KnownLaunch] = (),
) -> Identification:
    """As `identify`, of the `new_objects` of two snapshots: for many questions about the same ones."""
    asked = Question(window, of.first_jd, of.last_jd, inclination is not None, bool(launches), of.lacking)
    lines = {
        kind: nearest_cell(asked.window_h, asked.gap_days, asked.inclination, asked.others, kind)
        for kind in KINDS
    }
    kinds = kind_of(of.elements).tolist()
    seconds = liftoffs_s(window.duration_s)
    densities = score(of, site, window.start, seconds, inclination)  # (C, T)
    alone = mean_ratio(densities)
    explained = _explained(of, launches)
    shared, final = shared_scores(alone, of.companions, explained)
    perigee_km, apogee_km = apsides_km(of.elements.mean_motion_rev_day, of.elements.eccentricity)
    candidates = []
    for rank, row in enumerate(np.argsort(-final, kind="stable").tolist()):
        best_s = float(seconds[densities[row].argmax()])
        steps = (float(alone[row]), float(shared[row]), float(final[row]))
        findings: tuple[Finding, ...] = ()
        if rank < SHOWN:
            table = findings_of(evidence_of(of, [row], site, window.start, [best_s], inclination))
            findings = (
                *table,
                *_adjustments(table, steps, window, int(of.companions[row].sum()) - 1, len(launches)),
            )
        candidates.append(
            Candidate(
                norad=int(of.elements.norad[row]),
                score=lines[kinds[row]].score(float(final[row])),
                log_ratio=steps[-1],
                liftoff=window.start + timedelta(seconds=best_s),
                inclination_deg=float(of.elements.inclination_deg[row]),
                perigee_km=float(perigee_km[row]),
                apogee_km=float(apogee_km[row]),
                findings=findings,
                kind=kinds[row],
            )
        )
    cell = lines[candidates[0].kind if candidates else KINDS[0]]
    remark = verdict(candidates, asked, cell, _rival(of, shared, explained, launches))
    liftoff = None
    if VERDICTS[remark.code] != "nothing found" and candidates and len(seconds) > 1:
        liftoff = _posterior(densities[final >= final.max() - 1], window.start, seconds)
    whole = of.lacking is None or not of.lacking.partial  # so errors were measured, and without designators
    measured = whole and of.designated is None and is_measured(asked.window_h, asked.gap_days)
    domain = cell if candidates and measured else None
    return Identification(remark, site, window, tuple(candidates), liftoff, helps(remark, asked), domain)


def liftoffs_s(duration_s: float) -> Floats:
    """Seconds after the window's start at which lift-off is tried; a single zero for an exact time."""
    step = np.clip(duration_s / STEPS, SHORTEST_S, LONGEST_S)
    return np.linspace(0.0, duration_s, 1 + int(np.ceil(duration_s / step)))


def score(of: NewObjects, site: Site, start: datetime, seconds: Floats, interval: Interval | None) -> Floats:
    """Log of the ratio of every object at every lift-off time, summed over the two branches, (C, T)."""
    scores = np.empty((len(of), len(seconds)))
    block = max(AT_ONCE // len(seconds), 1)
    for first in range(0, len(of), block):
        rows = np.arange(first, min(first + block, len(of)))
        scores[rows] = np.logaddexp(*log_ratios(evidence_of(of, rows, site, start, seconds, interval)))
    return scores


def mean_ratio(densities: Floats) -> Floats:
    """Log of the mean ratio over the lift-off times, (C,)."""
    top = densities.max(axis=1, keepdims=True)
    mean: Floats = top[:, 0] + np.log(np.exp(densities - top).mean(axis=1))
    return mean


def _explained(of: NewObjects, launches: Sequence[KnownLaunch]) -> Explained:
    """What the other launches explain at their known times."""
    scores = [mean_ratio(score(of, one.site, one.liftoff, np.zeros(1), None)) for one in launches]
    return explained_by(scores, of.companions)


def _rival(
    of: NewObjects, shared: Floats, explained: Explained, launches: Sequence[KnownLaunch]
) -> Remark | None:
    """The object that fits this launch best of those that another launch fits about as well, with that launch."""
    contested = np.flatnonzero(rivals(shared, explained))
    if not len(contested):
        return None
    row = int(contested[np.argmax(shared[contested])])
    other = launches[int(explained.by[row])]
    facts = {"norad": int(of.elements.norad[row]), "site": other.site.code}
    return Remark(VerdictCode.RIVAL_LAUNCH, {**facts, "liftoff": format_utc(other.liftoff)})


def _adjustments(
    table: Sequence[Finding],
    steps: tuple[float, float, float],
    window: Window,
    companions: int,
    launches: int,
) -> tuple[Finding, ...]:
    """The rows that follow the table, so that all weights together make the object's score."""
    alone, shared, final = steps
    tabled = sum(finding.weight for finding in table)
    length = Remark(FindingCode.WINDOW_LENGTH, {"hours": window.duration_s / 3600})
    near = Remark(FindingCode.IN_ITS_PLANE, {"companions": companions})
    others = Remark(FindingCode.OTHERS_GIVEN, {"launches": launches})
    return (
        Finding(ReasonCode.WINDOW, length, alone - tabled),
        Finding(ReasonCode.COMPANIONS, near, shared - alone),
        Finding(ReasonCode.OTHERS, others, final - shared),
    )


def _posterior(densities: Floats, start: datetime, seconds: Floats) -> tuple[datetime, datetime, datetime]:
    """The 5, 50 and 95 % points of the lift-off time from the objects (G, T) that fit as well as the best."""
    log_density = densities.mean(axis=0)
    share = np.cumsum(np.exp(log_density - log_density.max()))
    low, middle, high = (start + timedelta(seconds=float(s)) for s in _quantiles(share, seconds))
    return low, middle, high


def _quantiles(share: Floats, seconds: Floats) -> Floats:
    points: Floats = seconds[np.searchsorted(share, np.array([0.05, 0.5, 0.95]) * share[-1])]
    return points
