"""Response maps, beside the falls that they stand for."""

import numpy as np

from downrange.earth.unit_vectors import unit_vectors
from downrange.launch.fall.ballistic_fall import drop, standard_atmosphere
from downrange.launch.risk.breakup import DEBRIS_CLASSES
from downrange.launch.risk.response_map import (
    STEP_BETA_SD,
    STEP_M_S,
    ResponseMap,
    axes_of,
    mapped_pieces,
    response_map,
)
from downrange.launch.trajectory.ascent_ensemble import Ascents

AIR = standard_atmosphere()


def _states(ascents: Ascents, seconds: list[int]) -> tuple[np.ndarray, np.ndarray]:
    return ascents.r_ecef_m[:, seconds, 2], ascents.v_ecef_m_s[:, seconds, 2]


def _compared(
    ascents: Ascents, seconds: list[int], throw_m_s: float
) -> tuple[ResponseMap, np.ndarray, np.ndarray]:
    """The maps of states; how far mapped pieces lie from dropped ones, and these from the middle, km (K, n)."""
    r, v = _states(ascents, seconds)
    maps = response_map(r, v, AIR)
    classes = np.repeat(np.arange(len(DEBRIS_CLASSES)), 20)
    moved = np.random.default_rng(2).normal(size=(len(seconds), classes.size, 4))
    moved[..., :3] *= throw_m_s
    lat, lon, _ = mapped_pieces(maps.terms, classes, moved / np.array([STEP_M_S] * 3 + [STEP_BETA_SD]))
    debris = [DEBRIS_CLASSES[k] for k in classes]
    beta = np.array([d.beta_kg_m2 for d in debris]) * np.exp([d.beta_log_sd for d in debris] * moved[..., 3])
    thrown = v[:, :, None] + np.einsum("kan,npk->anp", maps.axes, moved[..., :3])
    landed = drop(np.repeat(r, classes.size, axis=1), thrown.reshape(3, -1), beta.ravel(), AIR)
    exact = unit_vectors(landed.lat_deg, landed.lon_deg).reshape(3, len(seconds), -1).transpose(0, 2, 1)
    off = np.linalg.norm(unit_vectors(lat, lon) - exact, axis=0) * 6371.0
    away = np.linalg.norm(exact - exact.mean(axis=1, keepdims=True), axis=0) * 6371.0
    return maps, off, away


def test_mapped_pieces_lie_where_dropped_ones_do(southward: Ascents) -> None:
    """Above the air and in it: a map errs by a small part of the spread that it is to show."""
    maps, off, away = _compared(southward, [90, 150, 220, 300, 400], 75.0)
    assert maps.whole.all()
    assert (np.quantile(off, 0.9, axis=0) < 0.25 * away.mean(axis=0) + 1.0).all()
    assert (np.median(off, axis=0) < 0.8).all()


def test_a_map_that_bends_is_not_used(southward: Ascents) -> None:
    """Seconds before orbit a little speed moves an impact by a quarter of the Earth, or there is none."""
    assert not _compared(southward, [690, 698], 75.0)[0].whole.any()


def test_a_map_in_dense_air_is_not_used(southward: Ascents) -> None:
    """In the first minute a slow piece goes nearly as far as a fast one: no line through +-150 m/s has its slope."""
    assert not _compared(southward, [3, 20, 35], 75.0)[0].whole.any()


def test_axes_are_square_and_follow_the_velocity(southward: Ascents) -> None:
    r, v = _states(southward, [0, 1, 50, 300])
    v[:, 0] = 0.0  # at rest on the pad
    v[:, 1] = 100.0 * r[:, 1] / np.linalg.norm(r[:, 1])  # straight up
    axes = axes_of(r, v)
    for n in range(4):
        assert np.allclose(axes[:, :, n] @ axes[:, :, n].T, np.eye(3), atol=1e-9)
    assert np.allclose((axes[0] * v).sum(axis=0), np.linalg.norm(v, axis=0))
