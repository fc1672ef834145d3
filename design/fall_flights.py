"""Flights with known falls as setups of a fit: classes of stages, what falls when, what was observed.

Only the class of each stage is given (no mass, no thrust). The setups of SETUPS were written by hand, by the names of
the flights in ../shared/data/fall/flights.json; where the data borrow a sister flight's times, so do they. These
flights are ranked by the hash of their names; every other one belongs to the half "fit", the rest to "check". Any
other flight of a file gets a setup by rule (`derived_setup`) from the names of its bodies and events, and a half by
hash.
"""

import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from downrange.launch.fall.announced_ascents import zone_landed
from downrange.launch.trajectory.observations import (
    EventHeight,
    EventTime,
    Insertion,
    Observations,
    ObservedFall,
)
from downrange.launch.trajectory.vehicle import FallingBody, Vehicle, read_vehicle
from measurement import half_of

BETAS = {
    "stage": (435.0, 0.6),
    "fairing": (45.0, 0.4),
}  # as for a case without a figure: downrange.fall.bodies
SOHAE, TONGHAE = {"lat": 39.66, "lon": 124.705}, {"lat": 40.856, "lon": 129.666}
BOOSTER, STAGE = (
    re.compile(r"(?i)(SRB|booster|EAP|strap-?on).*"),
    re.compile(r"(?i)(?:stage|PS|S) ?(\d)(?!\d)[^+]*"),
)
CORE = re.compile(r"(?i).*\bcore")
DERIVED_SD_S, DERIVED_SD_KM = 2.0, 4.0
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
        "file": "Nuri", "stages": KEROSENE, "azimuth": 170.0, "bodies": THREE,
        "timed": {S1: (123, 1), FAIRING: (230, 1), S2: (267, 1)},
        "heights": {S1: (64.5, 2), FAIRING: (204, 3), S2: (258, 4)},
        "insertion": Insertion(550, 10, inclination_deg=97.6), "generic": GENERIC,
    },
    "nuri-1": {
        "file": "Nuri", "stages": KEROSENE, "bodies": [("fairing", 1, True), ("stage2", 1, False)], "azimuth": 170.0,
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
    "h2b-f7": {"file": "H-IIB", "stages": HYDROGEN, "bodies": TANEGASHIMA, "insertion": TO_THE_STATION},
    "h2a-f39": {
        "file": "H-IIA 202", "stages": HYDROGEN, "bodies": TANEGASHIMA, "timed": SISTER, "insertion": IGS_ORBIT,
        "generic": GENERIC,
    },
    "h3-f7": {
        "file": "H3-24", "stages": HYDROGEN, "bodies": [("SRB-3", 0, False), *TANEGASHIMA[1:]],
        "insertion": TO_THE_STATION,
    },
    "h3-tf2": {
        "file": "H3-22",
        "stages": HYDROGEN, "bodies": TANEGASHIMA[2:], "timed": {S1: (116, 1), FAIRING: (210, 1), S2: (295, 1)},
        "insertion": Insertion(675, 40, inclination_deg=98.1), "heading": SISTER_HEADING_DEG,
    },
    "h2a-f47": {
        "file": "H-IIA 202", "stages": HYDROGEN, "bodies": TANEGASHIMA[2:], "timed": SISTER,
        "insertion": Insertion(575, 60, inclination_deg=31.0),
    },
    "h2a-f49": {
        "file": "H-IIA 202", "stages": HYDROGEN, "bodies": TANEGASHIMA[2:], "timed": SISTER, "insertion": IGS_ORBIT,
        "heading": SISTER_HEADING_DEG,
    },
    "epsilon-5": {
        "file": "Epsilon",
        "stages": [{"class": "solid first", "separation_after_s": COASTS}, *[{"class": "solid upper"}] * 2],
        "bodies": [("stage2", 1, False)], "timed": {OUT1: (108, 1), S1: (161, 1), "stage 2 ignition": (165, 3)},
    },
    "ariane5-va243": {
        "file": "Ariane 5 ECA", "stages": HYDROGEN, "bodies": [("EAP boosters", 0, False), ("fairing", 1, True)],
        "timed": {S1: (139, 2), FAIRING: (192, 2), S2: (592, 5)}, "heights": {S1: (70, 4)}, "generic": GENERIC[:2],
    },
    "pslv-c42": {
        "file": "PSLV-CA",
        "stages": [{"class": kind} for kind in ("solid first", "storable upper", "solid upper", "last")],
        "bodies": [("PS1", 0, False), ("heat shield", 1, True), ("PS2", 1, False), ("PS3", 2, False)],
        "timed": {S1: (113.1, 1), FAIRING: (182, 4)},
        "heights": {S1: (52, 3), S2: (222, 4), S3: (581, 10)},
        "insertion": Insertion(758.6, 10, speed_m_s=7520.8, inclination_deg=98.5), "generic": (*GENERIC, None),
    },
    "lvm3-m6": {
        "file": "LVM3", "stages": [{"class": "boosted"}, {"class": "storable core"}, {"class": "hydrogen upper"}],
        "bodies": [("L110 core", 1, False)], "timed": {FAIRING: (174, 3)}, "heights": {FAIRING: (116, 3)},
        "insertion": Insertion(520, 20, inclination_deg=53.0), "heading": 138.0,
    },
    "kms4-2016": {
        "stages": LIQUID, "bodies": THREE,
        "insertion": Insertion(485, 20, inclination_deg=97.5), "generic": GENERIC,
    },
    "unha2-2009": {"stages": LIQUID, "bodies": [("stage1", 0, False), ("stage2", 1, False)]},
}  # fmt: skip
ADDED_LATER = {"lvm3-m6"}  # its half by hash, so that the halves of the others stay
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
    landed: tuple[ObservedFall, ...]
    setup: dict[str, Any] = field(repr=False)
    bodies: tuple[FallingBody, ...] = ()
    members: int = 60

    @property
    def by_hand(self) -> bool:
        """Whether the setup was written by hand, not derived from names."""
        return self.setup is SETUPS.get(self.name)

    @property
    def on_file(self) -> Vehicle | None:
        """The vehicle with the figures on file, None where there is none of it."""
        name = self.setup.get("file")
        return None if name is None else read_vehicle(name, self.bodies)

    def known(self, landed: tuple[ObservedFall, ...], *, times: bool) -> Observations:
        """What a fit is told: these falls, and times and heights if wanted."""
        nearest = min(self.landed, key=lambda body: body.range_km).azimuth_deg
        heading = self.setup.get("heading", nearest)
        timed = (
            [EventTime(moment, *told) for moment, told in self.setup.get("timed", {}).items()]
            if times
            else []
        )
        heights = (
            [EventHeight(moment, *told) for moment, told in self.setup.get("heights", {}).items()]
            if times
            else []
        )
        of_body = {part.event.name for part in self.vehicle.parts}
        timed = [row for row in timed if row.moment != FAIRING or FAIRING in of_body]
        heights = [row for row in heights if row.moment != FAIRING or FAIRING in of_body]
        return Observations(heading, 10.0, tuple(timed), tuple(heights), landed, self.setup.get("insertion"))


def flights(path: Path, zones: Path | None = None) -> list[Flight]:
    """The flights of a file that have a setup, by hand or by rule; `zones` holds rings of North Korean notices."""
    told = {each["id"]: each for each in json.loads(path.read_text(encoding="utf-8"))["flights"]}
    if zones is not None:
        launches = json.loads(zones.read_text(encoding="utf-8"))["launches"]
        korean = {each["date"]: each["zones"] for each in launches}
        told["kms4-2016"] = {"site": SOHAE, **told.get("kms4-2016", {}), "rings": korean["2016-02"]}
        told["unha2-2009"] = {"site": TONGHAE, "rings": korean["2009-04"]}
    found = []
    for name, each in told.items():
        known = name in SETUPS and (each.get("rings") or name not in ("kms4-2016", "unha2-2009"))
        setup = SETUPS[name] if known else derived_setup(each)
        if setup:
            found.append(flight_of(name, each, setup))
    return found


def derived_setup(told: dict[str, Any]) -> dict[str, Any] | None:
    """A setup from the names of bodies ("stage1", "SRB", "fairing") and events ("stage1_sep"); None if none fits.

    Phase 0 is what flies first: boosters where there are some, else the first stage. Stages are of the classes of a
    vehicle of which no more is known. Bodies with a published range alone need the flight's ``azimuth_deg``.
    """
    rings = [zone["object"] for zone in told.get("zones", ()) if zone.get("polygon_latlon")]
    azimuth_deg = told.get("azimuth_deg")
    ranged = [] if azimuth_deg is None else list(told.get("published_drop_range_km", {}))
    if "site" not in told or "lat" not in told["site"]:
        return None
    names = dict.fromkeys(rings + ranged)
    boosted = any(map(BOOSTER.fullmatch, names))
    bodies = []
    for name in names:
        stage = STAGE.fullmatch(name)
        if BOOSTER.fullmatch(name):
            bodies.append((name, 0, False))
        elif stage:
            bodies.append((name, int(stage[1]) - (not boosted), False))
        elif CORE.fullmatch(name):
            bodies.append((name, int(boosted), False))
        elif _kind(name) == "fairing":
            bodies.append((name, 1, True))
    if not bodies:
        return None
    count = max(3, 2 + max(phase for _, phase, _ in bodies))
    classes = HYDROGEN if boosted else LIQUID
    stages = [classes[min(k, 1)] if k < count - 1 else classes[-1] for k in range(count)]
    setup: dict[str, Any] = {
        "stages": stages,
        "bodies": sorted(bodies, key=lambda body: (body[1], not body[2])),
    }
    for event in told.get("events", ()):
        moment, after_s = (
            _moment(event.get("e", ""), boosted),
            event.get("t_obs") or event.get("t_plan") or event.get("t"),
        )
        if moment and after_s:
            setup.setdefault("timed", {})[moment] = (after_s, DERIVED_SD_S)
        if moment and event.get("alt_km"):
            setup.setdefault("heights", {})[moment] = (event["alt_km"], DERIVED_SD_KM)
    orbit = told.get("orbit") or {}
    if orbit.get("alt_km"):
        setup["insertion"] = Insertion(orbit["alt_km"], 30, inclination_deg=orbit.get("inclination_deg"))
    if azimuth_deg is not None:
        setup["azimuth"] = setup["heading"] = azimuth_deg
    return setup


def _moment(event: str, boosted: bool) -> str | None:
    """The moment of a fit that an event of a file names; None for one that a fit does not know."""
    if event == "fairing_sep":
        return FAIRING
    if event in ("srb_sep", "booster_sep", "eap_sep"):
        return S1
    stage = re.fullmatch(r"(?:stage|s)(\d)_sep", event)
    return f"stage {int(stage[1]) + boosted} separation" if stage else None


def flight_of(name: str, told: dict[str, Any], setup: dict[str, Any]) -> Flight:
    pad = told["site"]["lat"], told["site"]["lon"]
    rings = {zone["object"]: zone["polygon_latlon"] for zone in told.get("zones", ())} | told.get("rings", {})
    ranges = told.get("published_drop_range_km", {})
    landed = []
    for body, _, _ in setup["bodies"]:
        if body in rings:
            landed.append(zone_landed(_called(body), np.array(rings[body], dtype=float).T, pad))
        else:
            landed.append(
                ObservedFall(
                    _called(body), ranges[body], PUBLISHED_SD, setup["azimuth"], UNPUBLISHED_AZIMUTH_SD_DEG
                )
            )
    stages = [dict(stage) for stage in setup["stages"]]
    for body, phase, during in setup["bodies"]:
        stages[phase].setdefault("sheds" if during else "drops", []).append(_called(body))
    falling = [FallingBody(_called(body), _kind(body), *BETAS[_kind(body)]) for body, _, _ in setup["bodies"]]
    ranked = sorted(set(SETUPS) - ADDED_LATER, key=lambda each: hashlib.sha256(each.encode()).digest())
    half = ("fit", "check")[ranked.index(name) % 2] if name in ranked else half_of(name)
    vehicle = read_vehicle({"stages": stages}, falling)
    return Flight(name, half, pad, vehicle, tuple(landed), setup, tuple(falling))


def unknown_vehicle(flight: Flight) -> tuple[Vehicle, tuple[ObservedFall, ...]]:
    """The flight's falls as those of a vehicle of which nothing is known."""
    renamed = [
        (as_, body)
        for as_, body in zip(flight.setup["generic"], flight.landed, strict=True)
        if as_ is not None
    ]
    landed = tuple(
        ObservedFall(as_, b.range_km, b.range_sd, b.azimuth_deg, b.azimuth_sd_deg) for as_, b in renamed
    )
    falling = [FallingBody(as_, _kind(as_), *BETAS[_kind(as_)]) for as_, _ in renamed]
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
