"""Made: element sets as many as wanted, for benchmarks without data that may not be shipped."""

import numpy as np

from downrange.orbit.elements.elements import Elements
from downrange.orbit.propagation.secular_rates import node_rate_deg_day, perigee_rate_deg_day

JD = 2460000.5
FIRST_NORAD = 10_000


def histories_of(objects: int, sets: int, days: float = 30.0, seed: int = 1) -> Elements:
    """Near-circular low orbits with drag and the noise of fits, `sets` each over `days`; every tenth burns once."""
    rng = np.random.default_rng(seed)
    n0, i = rng.uniform(13.5, 15.4, (objects, 1)), rng.choice([51.6, 53.0, 74.0, 97.6], (objects, 1))
    e = rng.uniform(1e-4, 3e-3, (objects, 1))
    t = (np.arange(sets) + rng.uniform(0.3, 0.7, (objects, sets))) * days / sets
    drag = rng.uniform(
        0.0, 2e-5, (objects, 1)
    )  # rev/day^2; the sets carry no B*, so it shows from set to set
    burn = np.where(np.arange(objects)[:, None] % 10 == 0, rng.choice([-1, 1], (objects, 1)) * 4e-3, 0.0)
    after = np.maximum(t - days / 2, 0.0)
    n = n0 + drag * t + burn * (after > 0) + rng.normal(0.0, 1e-6, t.shape)
    turns = n0 * t + 0.5 * drag * t**2 + burn * after
    argp = rng.uniform(0, 360, (objects, 1)) + perigee_rate_deg_day(n0, e, i) * t
    mean = (rng.uniform(0, 360, (objects, 1)) + 360 * turns + rng.normal(0, 1e-3, t.shape)) % 360
    node = (rng.uniform(0, 360, (objects, 1)) + node_rate_deg_day(n0, e, i) * t) % 360

    def flat(values: np.ndarray) -> np.ndarray:
        return np.broadcast_to(values, t.shape).ravel().copy()

    count = t.size
    numbers = flat(FIRST_NORAD + np.arange(objects)[:, None])
    return Elements(
        norad=numbers, name=np.char.add("OBJECT ", numbers.astype(str)), designator=np.full(count, "2023-001A"),
        classification=np.full(count, "U"), epoch_jd=JD + np.floor(t).ravel(),
        epoch_fraction=np.round(t.ravel() % 1, 8) % 1, inclination_deg=flat(i), raan_deg=node.ravel(),
        eccentricity=flat(np.round(e, 7)), argp_deg=(argp % 360).ravel(), mean_anomaly_deg=mean.ravel(),
        mean_motion_rev_day=n.ravel(), ndot=flat(drag / 2), nddot=np.zeros(count), bstar=np.zeros(count),
        revolution=flat(np.arange(1, sets + 1)), element_set=np.full(count, 999),
    )  # fmt: skip
