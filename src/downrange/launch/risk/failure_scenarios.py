"""Scenarios: all that can befall a flight that fails in a given state, each with its probability.

A mode that only loses thrust comes apart gently; one that explodes is followed at every severity; one that turns
first is followed for `TURNS` turns (sizes and directions in even strata, shifted at random for each state), the
severities dealt among them.
"""

from dataclasses import dataclass

import numpy as np

from downrange.kernel.arrays import Floats, Ints
from downrange.launch.risk.breakup import FAILURE_MODES, GENTLE_M_S, LONGEST_TURN_S, SEVERITIES_M_S

TURNS = 6  # a multiple of the number of severities
_STRATA = np.array([0, 3, 1, 4, 2, 5])  # which stratum of size goes with which of direction
_FAMILIES = tuple(dict.fromkeys((mode.explodes, mode.turns) for mode in FAILURE_MODES))


@dataclass(frozen=True, slots=True)
class Scenarios:
    """S scenarios of each of n states.

    share      (n, S, modes)  probability of a scenario of a mode, given a failure in this state: they add to 1
    throw_m_s  (n, S)  severity: the speed that 97 % of the pieces stay below, before the factor of their class
    turn_m_s   (n, S, 3)  velocity added by a turn, along the axes of `response_map`
    of_severity  (n, S)  place in `SEVERITIES_M_S`; -1 where the mode does not explode
    drawn, mode, severity  (n,)  the one failure drawn in each state
    """

    share: Floats
    throw_m_s: Floats
    turn_m_s: Floats
    of_severity: Ints
    drawn: Ints
    mode: Ints
    severity: Ints


def scenarios(chance: Floats, thrust_m_s2: Floats, u: Floats) -> Scenarios:
    """The scenarios of n states, whose failures are of each mode with `chance` (modes, n); u (5, n) in (0, 1)."""
    n, many = chance.shape[1], len(SEVERITIES_M_S)
    shares, throws, turns, severities = [], [], [], []
    dealt = (u[2] * many).astype(np.int64)
    for explodes, turned in _FAMILIES:
        kinds = np.array([(mode.explodes, mode.turns) == (explodes, turned) for mode in FAILURE_MODES])
        count = TURNS if turned else (many if explodes else 1)
        for k in range(count):
            shares.append(np.where(kinds[:, None], chance, 0.0).T / count)
            severity = (k + dealt) % many if explodes else np.full(n, -1)
            severities.append(severity)
            throws.append(np.where(severity < 0, GENTLE_M_S, np.take(SEVERITIES_M_S, severity)))
            angle = 2.0 * np.pi * (k + u[0]) / TURNS
            size = turned * LONGEST_TURN_S * thrust_m_s2 * (_STRATA[k] + u[1]) / TURNS
            turns.append(np.stack([np.zeros(n), size * np.cos(angle), size * np.sin(angle)], axis=1))
    share = np.stack(shares, axis=1)
    up_to = np.cumsum(share.reshape(n, -1), axis=1)
    drawn = (up_to <= u[3][:, None] * up_to[:, -1:]).sum(axis=1)
    drawn, mode = np.divmod(np.minimum(drawn, up_to.shape[1] - 1), len(FAILURE_MODES))
    of_severity = np.stack(severities, axis=1)
    severity = of_severity[np.arange(n), drawn]
    return Scenarios(
        share=share,
        throw_m_s=np.stack(throws, axis=1),
        turn_m_s=np.stack(turns, axis=1),
        of_severity=of_severity,
        drawn=drawn,
        mode=mode,
        severity=np.where(severity < 0, (u[4] * many).astype(np.int64), severity),
    )
