"""Codes of the risk of a failed flight: what is assumed, how well a figure is known, and what it leaves out."""

from downrange.codes import Assertion, Code


class FlightRecordError(Code):
    """An earlier flight of a case that cannot be read."""

    NO_TIME = "flight-record.bad-time", "{why}"


class RiskRemark(Assertion):
    """What stands beside a figure of the risk."""

    FAILURE_RATE = (
        "risk.failure-rate",
        "{failures} of {flights} failed: the chance of failure is between {p05:.0%} and {p95:.0%}.",
        "The case lists earlier flights; the interval is 5 to 95 % of a beta distribution (Jeffreys's "
        "prior).",
    )
    NO_FLIGHTS = (
        "risk.no-earlier-flight",
        "No earlier flight is on record: the chance of failure is not known (Jeffreys's prior alone).",
        "The case lists none; the interval is that of the prior alone.",
    )
    ASSUMED_BREAKUP = (
        "risk.assumed-breakup",
        "A failed flight comes down as {pieces} pieces of {lightest_kg_m2:.0f} to {heaviest_kg_m2:.0f} kg/m2, thrown "
        "apart with {gentle_m_s:.0f}, {middle_m_s:.0f} or {hard_m_s:.0f} m/s. Shares of the failures: {modes}. "
        "All of these are assumptions of a class of vehicle, not figures of this one.",
        "Always beside the risk.",
    )
    CASUALTIES_IN_TOWNS = (
        "risk.casualties-in-towns",
        "Only people in towns of GeoNames, spread over their province: a floor, for the scattered are missing; where "
        "a town is counted again with its city it is not. Territories beyond the fit are left out.",
        "Always beside the expected casualties.",
    )
    IMPACT_POINT_TRACE = (
        "risk.impact-point-trace",
        "Where the vehicle would come down, in a vacuum, if its engines stopped at that moment: the middle one of "
        "the fitted ascents, until the last body with an announced fall leaves.",
        "Always beside the trace.",
    )
    NO_PIECE_DOWN = (
        "risk.no-piece-down",
        "no piece came down",
        "No piece of any drawn failure reached the ground.",
    )
    TOO_FEW_DRAWS = (
        "risk.too-few-draws",
        "{draws} draws are too few: one that was not seen could reach {threshold:g} anywhere",
        "Three in the number of draws, with the heaviest draw, smoothed over 100 km, reach the threshold.",
    )
    ANYWHERE = (
        "risk.anywhere",
        "wherever the vessel is, for the whole of the launch; two standard errors on the safe side",
        "There are enough draws for that.",
    )
    FEW_HITS = (
        "risk.few-hits",
        "only {hits} of the drawn failures hit it",
        "Fewer than ten of the drawn failures hit the territory.",
    )


class Uncertainty(Assertion):
    """Which of the things not known a figure depends on."""

    FRAGMENTS = (
        "risk.by-fragments",
        "how many pieces reach the ground",
        "It changes the figure by the largest factor between its ends.",
    )
    SEVERITY = (
        "risk.by-severity",
        "how hard the vehicle breaks up",
        "The same.",
    )
    MODE = (
        "risk.by-mode",
        "in which way the flight fails",
        "The same.",
    )
    TIME = (
        "risk.by-time",
        "when it fails",
        "The same.",
    )
    ASCENT = (
        "risk.by-ascent",
        "which ascent is flown",
        "The same.",
    )
    RATE = (
        "risk.by-rate",
        "how often such flights fail",
        "The same.",
    )
    DRAWS = (
        "risk.by-draws",
        "how many failures and ascents were drawn",
        "The same, or fewer than ten failures hit the territory.",
    )


def earlier_flights(number: int) -> str:
    return f"{number} earlier flight{'s' if number > 1 else ''}"
