"""Codes of the fall: how a trajectory ended, what is wrong with a profile or a body, why a contour is not drawn."""

from downrange.codes import Assertion, Code

_COLUMNS = (
    "Its first line names its columns: altitude_m,density_kg_m3,east_m_s,north_m_s; density, or the two of the wind, "
    "may be missing."
)
_LEAVE_OUT = "Leave out the levels that are not known."


class FallEnd(Assertion):
    """How a trajectory ended."""

    LANDED = (
        "fall.landed",
        "reached the ground",
        "The trajectory met the ellipsoid.",
    )
    ALOFT = (
        "fall.aloft",
        "escaped or in orbit: still aloft when the watch ended",
        "It had not met it when the watch ended.",
    )
    STEP_LIMIT = (
        "fall.step-limit",
        "more steps than allowed",
        "The integrator took more steps than allowed.",
    )
    BAD_START = (
        "fall.bad-start",
        "no start: below the ground, not finite, or no ballistic coefficient",
        "The state is not finite, below the ground, or without a ballistic coefficient.",
    )
    UNSOLVED = (
        "fall.unsolved",
        "no burn-out speed brings it to its landing point",
        "No burn-out speed was found whose fall ends within 100 m of the place drawn.",
    )


class FallError(Code):
    """Falls that cannot be computed."""

    CONTRADICTION = (
        "fall.burnout-against-landing",
        "only {landed} of {samples} falls of {value!r} can end where it is said to land",
        "Its burn-out figures and its landing place contradict each other.",
    )


class BodyError(Code):
    """A body of a case that cannot be read."""

    SAME_NAME = "body.same-name", "two bodies are called {value!r}", "Give each its own name."
    NO_AREA = "body.no-such-area", "no area {value!r} in the notices", "Areas with a shape: {areas}."
    NOT_NUMBERS = "body.ring-of-no-numbers", "a ring is a list of [lat, lon]", "Write decimal degrees."
    NOT_A_RING = "body.not-a-ring", "this is no ring", "Give three or more [lat, lon], not closed."
    NO_COEFFICIENT = (
        "body.no-ballistic-coefficient",
        "a body of kind {value!r} needs {field}",
        "Give median and log_sd.",
    )


class BodyClaim(Code):
    """What is claimed of a body, as its assumptions list it."""

    IN_ZONE = "body.lands-in-zone", "lands anywhere in its zone, with equal chance"
    NEAR_PLACE = (
        "body.lands-near-place",
        "lands at {lat_deg:.2f}, {lon_deg:.2f} within {sd_km:g} km (one sigma)",
    )
    BURNOUT_TIME = "body.burn-out-time", "seconds after lift-off of burn-out"
    BURNOUT_ALTITUDE = "body.burn-out-altitude", "burn-out altitude, km"
    BURNOUT_PATH = "body.burn-out-flight-path", "burn-out flight path angle, deg"
    DOWNRANGE_FRACTION = "body.downrange-fraction", "share of the range covered at burn-out"
    BALLISTIC_COEFFICIENT = "body.ballistic-coefficient", "ballistic coefficient, kg/m2"
    FALL_RANGE = "body.fall-range", "fall range, km"
    FALL_AZIMUTH = "body.fall-azimuth", "fall azimuth, deg"


class ContourRefused(Assertion):
    """Why a contour of a footprint is not drawn."""

    TOO_FEW_DRAWS = (
        "fall.too-few-draws",
        "{samples} draws cannot place a contour that {beyond:.2g} of them lie beyond; it takes {needed}",
        "Fewer draws than the least number lie beyond the contour.",
    )


class ForecastRefused(Assertion):
    """Why no distance is forecast of a body."""

    BEYOND = (
        "fall.beyond-half-the-earth",
        "cannot tell: {share:.0%} of the simulated falls of {body} stay aloft or end beyond half the Earth",
        "More than a twentieth of the simulated falls do.",
    )


class AtmosphereError(Code):
    """A profile of density and wind, or a model, that cannot be used."""

    NO_WIND_PROFILE = (
        "atmosphere.not-a-wind-profile",
        "this is no wind profile",
        "Give three rows: altitude_m rising, east_m_s, north_m_s.",
    )
    GAP = "atmosphere.gap", "a wind profile has a gap", _LEAVE_OUT
    NOT_RISING = "atmosphere.levels-do-not-rise", "the levels do not rise", _COLUMNS
    NO_MODEL = (
        "atmosphere.model-not-installed",
        "the air model {value} needs the package pymsis",
        "pip install 'downrange[density]'",
    )
    CELLS = "atmosphere.cells-missing", "{cells} cells where {columns} are named", _COLUMNS
    NOT_CSV = "atmosphere.not-a-csv", "this is no CSV: {reason}", _COLUMNS
    NO_LEVELS = "atmosphere.no-levels", "no levels are listed", _COLUMNS
    UNKNOWN_COLUMN = "atmosphere.unknown-column", "{value!r} is not a column of an air profile", _COLUMNS
    NO_PROFILE = "atmosphere.columns-incomplete", "the columns do not make a profile", _COLUMNS
    HALF_A_WIND = "atmosphere.half-a-wind", "a wind has two parts, east and north", _COLUMNS
    NOT_A_VALUE = "atmosphere.not-a-value", "{value!r} is no {field}", _LEAVE_OUT
