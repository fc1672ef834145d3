"""The flights of ../shared/data/fall as setups of a fit: classes of stages, what falls when, what was observed.

Only the class of each stage is told (no mass, no thrust). Where the data borrow a sister flight's times, so do we. A
flights are ranked by the hash of their names; every other one belongs to the half "fit", the rest to "check".
"""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from downrange.launch.fall.announced_ascents import zone_landed
from downrange.launch.trajectory.observations import Height, Insertion, Known, Landed, Timed
from downrange.launch.trajectory.vehicle import Falling, Vehicle, read_vehicle

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
BETAS = {
    "stage": (435.0, 0.6),
    "fairing": (45.0, 0.4),
}  # as for a case without a figure: downrange.fall.bodies
PUBLISHED_SD = 0.025  # of a published range: a rounded middle of a zone
UNPUBLISHED_AZIMUTH_SD_DEG = 4.0
GENERIC = ("Stage 1", "Fairing", "Stage 2")

LIQUID = [{"class": "first"}, {"class": "upper"}, {"class": "last"}]
KEROSENE = [{"class": "kerosene first"}, {"class": "kerosene upper"}, {"class": "kerosene last"}]
HYDROGEN = [{"class": "boosted"}, {"class": "core"}, {"class": "hydrogen upper"}]
# For each flight: stages; bodies (name in the data, phase, during); known times and heights by moment; insertion into
# the orbit that was announced; the direction of falls of which only ranges are published; names of the bodies in a
# vehicle of which nothing is known.
S1, S2, S3, END = "stage 1 separation", "stage 2 separation", "stage 3 separation", "insertion"
OUT1 = "stage 1 burn-out"
COASTS = {"spread": [40, 55, 70], "source": "Epsilon coasts with its first stage on", "grade": "B2"}
FAIRING = "fairing separation"
TANEGASHIMA = [("SRB-A", 0, False), ("fairing", 1, True), ("stage1", 1, False)]
SISTER = {S1: (108, 2), FAIRING: (250, 6), S2: (402, 6)}  # H-IIA 202, F34 and F36
TO_THE_STATION = Insertion(250, 40, speed_sd_m_s=80, inclination_deg=51.6)
IGS_ORBIT = Insertion(500, 60, inclination_deg=97.4)
THREE = [("stage1", 0, False), ("fairing", 1, True), ("stage2", 1, False)]
SISTER_HEADING_DEG = 106.0  # the booster zone of H-IIA F39, to a sun-synchronous orbit too
SETUPS: dict[str, dict[str, Any]] = {
    "nuri-3": {
        "stages": KEROSENE, "azimuth": 170.0, "bodies": THREE,
        "timed": {S1: (123, 1), FAIRING: (230, 1), S2: (267, 1)},
        "heights": {S1: (64.5, 2), FAIRING: (204, 3), S2: (258, 4)},
        "insertion": Insertion(550, 10, inclination_deg=97.6), "generic": GENERIC,
    },
    "nuri-1": {
        "stages": KEROSENE, "bodies": [("fairing", 1, True), ("stage2", 1, False)], "azimuth": 170.0,
        "timed": {S1: (127, 2), FAIRING: (233, 2), S2: (274, 2)},
        "heights": {S1: (59, 3), FAIRING: (191, 3), S2: (258, 4)},
        "insertion": Insertion(700, 10, inclination_deg=98.2), "generic": GENERIC[1:],
    },
    "naro-kslv1": {
        "stages": [{"class": "long first"}, {"class": "solid upper"}], "azimuth": 170.0,
        "bodies": [("fairing", 0, True), ("stage1", 0, False)],
        "timed": {FAIRING: (215, 2), OUT1: (229, 1), S1: (232, 1), "stage 2 ignition": (395, 3), END: (453, 6)},
        "heights": {FAIRING: (177, 3)},
        "insertion": Insertion(305, 15, speed_m_s=8050, speed_sd_m_s=80, inclination_deg=80.3),
    },
    "h2b-f7": {"stages": HYDROGEN, "bodies": TANEGASHIMA, "insertion": TO_THE_STATION},
    "h2a-f39": {
        "stages": HYDROGEN, "bodies": TANEGASHIMA, "timed": SISTER, "insertion": IGS_ORBIT,
        "generic": GENERIC,
    },
    "h3-f7": {
        "stages": HYDROGEN, "bodies": [("SRB-3", 0, False), *TANEGASHIMA[1:]],
        "insertion": TO_THE_STATION,
    },
    "h3-tf2": {
        "stages": HYDROGEN, "bodies": TANEGASHIMA[2:], "timed": {S1: (116, 1), FAIRING: (210, 1), S2: (295, 1)},
        "insertion": Insertion(675, 40, inclination_deg=98.1), "heading": SISTER_HEADING_DEG,
    },
    "h2a-f47": {
        "stages": HYDROGEN, "bodies": TANEGASHIMA[2:], "timed": SISTER,
        "insertion": Insertion(575, 60, inclination_deg=31.0),
    },
    "h2a-f49": {
        "stages": HYDROGEN, "bodies": TANEGASHIMA[2:], "timed": SISTER, "insertion": IGS_ORBIT,
        "heading": SISTER_HEADING_DEG,
    },
    "epsilon-5": {
        "stages": [{"class": "solid first", "separation_after_s": COASTS}, *[{"class": "solid upper"}] * 2],
        "bodies": [("stage2", 1, False)], "timed": {OUT1: (108, 1), S1: (161, 1), "stage 2 ignition": (165, 3)},
    },
    "ariane5-va243": {
        "stages": HYDROGEN, "bodies": [("EAP boosters", 0, False), ("fairing", 1, True)],
        "timed": {S1: (139, 2), FAIRING: (192, 2), S2: (592, 5)}, "heights": {S1: (70, 4)}, "generic": GENERIC[:2],
    },
    "pslv-c42": {
        "stages": [{"class": kind} for kind in ("solid first", "storable upper", "solid upper", "last")],
        "bodies": [("PS1", 0, False), ("heat shield", 1, True), ("PS2", 1, False), ("PS3", 2, False)],
        "timed": {S1: (113.1, 1), FAIRING: (182, 4)},
        "heights": {S1: (52, 3), S2: (222, 4), S3: (581, 10)},
        "insertion": Insertion(758.6, 10, speed_m_s=7520.8, inclination_deg=98.5), "generic": (*GENERIC, None),
    },
    "kms4-2016": {
        "stages": LIQUID, "bodies": THREE,
        "insertion": Insertion(485, 20, inclination_deg=97.5), "generic": GENERIC,
    },
    "unha2-2009": {"stages": LIQUID, "bodies": [("stage1", 0, False), ("stage2", 1, False)]},
}  # fmt: skip
# Times that were observed, planned or of a sister flight, against which times from zones alone are put.
TRUTHS: dict[str, dict[str, float]] = {
    "nuri-3": {S1: 123, FAIRING: 230, S2: 267},
    "nuri-1": {S1: 127, FAIRING: 233, S2: 274},
    "pslv-c42": {S1: 113.1, FAIRING: 182},
    "h2a-f39": {S1: 108, FAIRING: 250, S2: 402},
    "ariane5-va243": {S1: 139, FAIRING: 192},
    "kms4-2016": {S1: 120, END: 578},
}


@dataclass(frozen=True, slots=True)
class Flight:
    """One flight: where from, which vehicle, what landed where, what else is known."""

    name: str
    half: str
    pad: tuple[float, float]
    vehicle: Vehicle
    landed: tuple[Landed, ...]
    setup: dict[str, Any] = field(repr=False)

    def known(self, landed: tuple[Landed, ...], *, times: bool) -> Known:
        """What a fit is told: these falls, and times and heights if wanted."""
        nearest = min(self.landed, key=lambda body: body.range_km).azimuth_deg
        heading = self.setup.get("heading", nearest)
        timed = (
            [Timed(moment, *told) for moment, told in self.setup.get("timed", {}).items()] if times else []
        )
        heights = (
            [Height(moment, *told) for moment, told in self.setup.get("heights", {}).items()] if times else []
        )
        of_body = {part.moment for part in self.vehicle.parts}
        timed = [row for row in timed if row.moment != FAIRING or FAIRING in of_body]
        heights = [row for row in heights if row.moment != FAIRING or FAIRING in of_body]
        return Known(heading, 10.0, tuple(timed), tuple(heights), landed, self.setup.get("insertion"))


def flights() -> list[Flight]:
    """Every flight with a setup."""
    told = {each["id"]: each for each in json.loads((DATA / "fall" / "flights.json").read_text())["flights"]}
    korean = {
        each["date"]: each
        for each in json.loads((DATA / "notices" / "dprk_zones.json").read_text())["launches"]
    }
    told["kms4-2016"]["rings"] = korean["2016-02"]["zones"]
    told["unha2-2009"] = {"site": {"lat": 40.856, "lon": 129.666}, "rings": korean["2009-04"]["zones"]}
    return [_flight(name, told[name], setup) for name, setup in SETUPS.items()]


def _flight(name: str, told: dict[str, Any], setup: dict[str, Any]) -> Flight:
    pad = told["site"]["lat"], told["site"]["lon"]
    rings = {zone["object"]: zone["polygon_latlon"] for zone in told.get("zones", ())} | told.get("rings", {})
    ranges = told.get("published_drop_range_km", {})
    landed = []
    for body, _, _ in setup["bodies"]:
        if body in rings:
            landed.append(zone_landed(_called(body), np.array(rings[body], dtype=float).T, pad))
        else:
            landed.append(
                Landed(
                    _called(body), ranges[body], PUBLISHED_SD, setup["azimuth"], UNPUBLISHED_AZIMUTH_SD_DEG
                )
            )
    stages = [dict(stage) for stage in setup["stages"]]
    for body, phase, during in setup["bodies"]:
        stages[phase].setdefault("sheds" if during else "drops", []).append(_called(body))
    falling = [Falling(_called(body), _kind(body), *BETAS[_kind(body)]) for body, _, _ in setup["bodies"]]
    ranked = sorted(SETUPS, key=lambda each: hashlib.sha256(each.encode()).digest())
    half = ("fit", "check")[ranked.index(name) % 2]
    return Flight(name, half, pad, read_vehicle({"stages": stages}, falling), tuple(landed), setup)


def unknown_vehicle(flight: Flight) -> tuple[Vehicle, tuple[Landed, ...]]:
    """The flight's falls as those of a vehicle of which nothing is known."""
    renamed = [
        (as_, body)
        for as_, body in zip(flight.setup["generic"], flight.landed, strict=True)
        if as_ is not None
    ]
    landed = tuple(Landed(as_, b.range_km, b.range_sd, b.azimuth_deg, b.azimuth_sd_deg) for as_, b in renamed)
    falling = [Falling(as_, _kind(as_), *BETAS[_kind(as_)]) for as_, _ in renamed]
    there = {body.body for body in landed}
    stages = [
        {"class": kind, "drops": sorted(there & drops), "sheds": sorted(there & sheds)}
        for kind, drops, sheds in (
            ("first", {"Stage 1"}, set()), ("upper", {"Stage 2"}, {"Fairing"}), ("last", set(), set()),
        )
    ]  # fmt: skip
    return read_vehicle({"stages": stages}, falling), landed


def _called(body: str) -> str:
    return "Fairing" if body in ("fairing", "heat shield") else body


def _kind(body: str) -> str:
    return "fairing" if body in ("fairing", "heat shield", "Fairing") else "stage"
