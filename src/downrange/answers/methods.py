"""Methods: what a receipt says of how an answer was made, and which shipped tables the method reads."""

from typing import Self

from downrange.codes import Code

PLANE_TABLES = ("sites.csv", "planes.csv", "zones.csv")
TERRITORY_TABLES = ("countries.npz", "provinces.npz", "islands.npz", "waters.npz")
CLASS_TABLES = (
    "stage_classes.csv", "vehicles.toml", "launch_azimuths.csv", "body_classes.csv", "debris_classes.csv",
    "failure_modes.csv",
)  # fmt: skip
FALL_TABLES = ("sites.csv", *TERRITORY_TABLES, "land_10m.npz", "places.npz", *CLASS_TABLES)


class Method(Code):
    """A method: its code, how it works, its heading, and the tables of the package that it reads."""

    heading: str
    tables: tuple[str, ...]

    def __new__(cls, code: str, sentence: str, heading: str, tables: tuple[str, ...] = ()) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.sentence, member.hint, member.heading, member.tables = sentence, "", heading, tables
        return member

    CASE = "method.case", "Figures of case.toml, as claimed by those named there.", "What the case states"
    NOTICES = (
        "method.notices",
        "Strict reader: each word is used, ignored by name, or shown as unread. Sizes and distances are geodesic on "
        "WGS84; an area's place is its centre of gravity. Territories: Natural Earth; waters: distance from shore.",
        "Reading the notices",
        TERRITORY_TABLES,
    )
    NOTICES_UNDER = (
        "method.notices-under",
        "Strict reader; outlines with edges of at most 50 km against Natural Earth's land (de facto control, not "
        "legal title) and distances from the shore (not legal limits); towns of GeoNames, without hamlets.",
        "Who lies under the areas",
        (*TERRITORY_TABLES, "land_10m.npz", "places.npz"),
    )
    NOTICE_CHANGES = (
        "method.notice-changes",
        "Strict reader; notices paired by number, by cancellation, or by areas in the same place and windows that "
        "overlap; corners in the order in which most moved alike, geodesic on WGS84.",
        "Two notices compared",
    )
    PLANE = (
        "method.plane",
        "Posterior over the inertial azimuth: heavy-tailed likelihoods of the areas and their long axes, Earth "
        "rotation taken out, past launches of the site (GCAT) as a prior; the geometry alone always beside it.",
        "The plane from the areas",
        PLANE_TABLES,
    )
    FALL = (
        "method.fall",
        "Ballistic fall (air as under settings, J2, rotating WGS84 Earth) from a stated burn-out state; the "
        "speed and heading of each draw are solved so that it lands where the notice or the press says. "
        "Failures: drawn over an ensemble of ascents fitted to the same falls (randomised maximum likelihood), "
        "moments near land more often (importance sampling), every piece dropped by the same kernel.",
        "The falls",
        FALL_TABLES,
    )
    VEHICLES = (
        "method.vehicles",
        "Figures that others state of launch vehicles, each with source and grade; the propellant's share of the "
        "stack at ignition is computed from the stages' masses, with boosters and core as one phase.",
        "Vehicles on file",
        ("vehicles.toml",),
    )
    HAZARDS = (
        "method.hazards",
        "Failures of the fitted ascents as they occur, and the announced falls, dropped through 12, 9 and 6 km to "
        "the surface; expected hits on one ship or aircraft in cells smoothed by the least kernel with a standard "
        "error below a quarter, two errors on the safe side; planned falls are certain, and 97 % of them contained.",
        "Hazard areas",
        FALL_TABLES,
    )
    DEBRIS = (
        "method.debris",
        "Draws of the state, of the height of break-up and of the pieces' classes; ballistic falls through the "
        "atmosphere (J2, rotating WGS84 Earth), wind and lift as displacements with a stated spread. Cells of hits "
        "smoothed by the least kernel with a standard error below a quarter; two standard errors on the safe side.",
        "Debris of an event",
        ("debris_events.csv", "debris_classes.csv", *TERRITORY_TABLES),
    )
    IDENTIFY = (
        "method.identify",
        "Candidates are the numbers new in the second snapshot; each reason is a log-likelihood ratio (plane over "
        "the site, age in revolutions, phase, epoch, inclination, shape). Designators are not read.",
        "Identification",
        ("sites.csv", "planes.csv", "high_launches.csv", "identify_domain.csv"),
    )
    SEARCH = (
        "method.search",
        "A circular orbit in the plane of the notices, or of the inclination given, from the site and the lift-off; "
        "the covariance carries what is not known of plane, height, eccentricity and place along the orbit.",
        "Search elements",
        PLANE_TABLES,
    )
    ELEMENTS = (
        "method.elements",
        "Mean elements (SGP4, WGS72) as published; heights over the equatorial radius; the local time of the node "
        "is true solar time.",
        "Element sets",
    )
    MANOEUVRES = (
        "method.manoeuvres",
        "In low, near-circular orbit kinks of the phase along the orbit, elsewhere steps of the mean semi-major axis "
        "that drag did not make, over the noise around them, and turns of the plane; between sets weeks apart, "
        "raises in sum. The probability is the share of real ones among such findings on satellites whose operators "
        "publish theirs.",
        "Manoeuvres",
        ("manoeuvre_findings.csv", "manoeuvre_domain.csv"),
    )
    DECAY = (
        "method.decay",
        "Mean motion carried under drag with a ballistic coefficient fitted to the history and to the thermosphere "
        "of its days; the interval is from forecasts of objects whose end is known, with as many sets. Fleets that "
        "steer are known by name or designator.",
        "The way down",
        ("thermosphere.npz", "decay_error.toml", "steered_fleets.csv"),
    )
    PASSES = (
        "method.passes",
        "SGP4 (WGS72) from the element set nearest in time, TEME to the Earth by GMST 1982 with UT1 = UTC, WGS84 "
        "horizon without refraction. Off-nadir angle and Sun at the highest point of the pass. The error of the "
        "times is that of sets of the same age and drag, nine times in ten, without manoeuvres.",
        "Passes",
        ("pass_time_error.toml",),
    )
    OVERFLIGHT = (
        "method.overflight",
        "SGP4 (WGS72) from the element set nearest in time; the spans in which the place lies within the off-nadir "
        "angle and the sun above the limit, on the WGS84 ellipsoid. The error of the times is that of sets of the "
        "same age and drag, nine times in ten, without manoeuvres.",
        "Imaging windows",
        ("pass_time_error.toml",),
    )
    COVERAGE = (
        "method.coverage",
        "Imaging windows of all satellites over each point of the grid; shares and quantiles are over the ground.",
        "Coverage",
    )
    RECORD = (
        "method.record",
        "Claims, events and provisions as written down in the case, each with its speaker and its source.",
        "Who says so",
    )
    CHECKS = (
        "method.checks",
        "Closest approach of the point below the satellite to the place, and the height of the Sun there.",
        "Checks by physics",
    )
