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
        "No earlier flight is on record: how likely it fails is not known, and nothing is multiplied by a guess.",
        "The case lists none: figures are given for a flight that fails, and none per launch.",
    )
    GIVEN_FAILURE = (
        "risk.given-failure",
        "Chances are for a flight that fails; how often it does stands apart.",
        "Always beside the territories.",
    )
    HELD_UNTIL = (
        "risk.held-until",
        "Failures are counted until the last body with an announced fall leaves, at {until} in the middle of the "
        "ascents; of later ones only the corridor is known.",
        "At least one fall is announced or reported; the time is the median over the ascents.",
    )
    SELDOM_UNLISTED = (
        "risk.seldom-unlisted",
        "Overflight is given as far as the farthest announced fall ({distance_km:,.0f} km); shares under "
        "1 in 20 are not "
        "listed.",
        "The same.",
    )
    INTERVALS = (
        "risk.intervals",
        "Beside a figure: 95 % of its draws and ascents, and by assumption, from a vehicle that comes down whole to "
        "the hardest break-up. What too few ascents carry, or is less than 1 in 10,000, is given as a range, with "
        "their number.",
        "At least one territory has a figure or a range.",
    )
    COUNTRIES_IN_CORRIDOR = (
        "risk.countries-in-corridor",
        "In the corridor beyond the announced falls: {countries}. In it does not mean hit; no probability is known.",
        "The inclination of the orbit is known within a degree, and the corridor meets these countries.",
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
    CORRIDOR_BEYOND = (
        "risk.corridor-beyond",
        "Beyond the farthest announced fall only this corridor is known: 90 % of the fitted ascents' "
        "impact points run "
        "inside it. Cannot tell who is hit there, or how likely: nothing known constrains the flight.",
        "Always beside a corridor that goes further than the falls that constrain it.",
    )
    CORRIDOR_WHOLE = (
        "risk.corridor-constrained",
        "90 % of the fitted ascents' impact points run inside this corridor, which ends before the "
        "farthest announced fall.",
        "Beside a corridor that does not go beyond the announced falls.",
    )
    CORRIDOR_LEAVES = (
        "risk.corridor-leaves",
        "It ends at {distance_km:,.0f} km, beyond which less than {share:.0%} of the ascents have an impact point.",
        "The impact points of the others have left the Earth, or their flight has ended.",
    )
    CORRIDOR_WIDE = (
        "risk.corridor-wide",
        "It ends at {distance_km:,.0f} km, beyond which it is wider than {widest_deg:.0f} degrees seen from the pad.",
        "The ascents do not agree on a direction any more.",
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


class RowVerdict(Assertion):
    """In which form a territory's exposure is given."""

    FIGURE = (
        "risk.row-figure",
        "carried by {carried} of {ascents} ascents, standard error {error:.0%}",
        "At least ten effective ascents carry the figure, its standard error is under 35 % of it and it is "
        "1 in 10,000 or more: over five seeds of four cases such figures moved by less than a factor of two.",
    )
    FEW_ASCENTS = (
        "risk.row-few-ascents",
        "carried by {carried} of {ascents} ascents: a range, not a figure",
        "Fewer than ten effective ascents carry it.",
    )
    WIDE_ERROR = (
        "risk.row-wide-error",
        "its standard error is {error:.0%} of it: a range, not a figure",
        "The standard error, counted by ascents, is 35 % or more.",
    )
    RARE = (
        "risk.row-rare",
        "less than 1 in 10,000, carried by {carried} of {ascents} ascents: a range, not a figure",
        "Chances this small moved by up to 70 % over five seeds of four cases, whatever their standard error said.",
    )
    LITTLE_KNOWN = (
        "risk.row-little-known",
        "neither a vehicle nor an orbit is given: a range, carried by {carried} of {ascents} ascents",
        "The case has no vehicle and no orbit, so that the ascents stand on broad classes and the "
        "announced falls alone.",
    )
    BOUND = (
        "risk.row-bound",
        "no drawn failure hit it: a bound of this model",
        "None of the drawn failures before the last announced body leaves hit it, and it lies within two sigma of a "
        "hard break-up at some ascent's impact point.",
    )
    NO_FIGURE = (
        "risk.row-no-figure",
        "no drawn failure hit it, and no bound is computed",
        "It is overflown, or the impact point passes over it, and no draw hit it.",
    )


class OverflightVerdict(Assertion):
    """What is said of a territory's overflight by the vehicle."""

    OVERFLOWN = (
        "risk.overflown",
        "over it in {count} of {ascents} ascents",
        "At least 1 in 20 of the ascents pass over it, no farther from the pad than the farthest announced fall.",
    )
    SELDOM = (
        "risk.overflown-seldom",
        "over it in fewer than 1 in 20 ascents",
        "Some ascents pass over it, but fewer than 1 in 20.",
    )
    NOT_OVERFLOWN = (
        "risk.not-overflown",
        "over it in none of {ascents} ascents",
        "No ascent does, as far as the farthest announced fall.",
    )


class CannotTell(Assertion):
    """Why no territory is given any figure."""

    NO_FALL = (
        "risk.no-fall-known",
        "Cannot tell who is overflown or hit: no fall is announced or reported, so nothing says where the "
        "ascent goes.",
        "The ascents are fitted to no fall.",
    )
    NO_ASCENT = (
        "risk.no-ascent-reaches-burn-out",
        "Cannot tell who is overflown or hit: no ascent of this vehicle that lets its bodies fall where they are "
        "announced reaches its last burn-out.",
        "Bodies fall, and every fitted ascent is on the ground before its last burn-out.",
    )
    FITS_DISAGREE = (
        "risk.fits-disagree",
        "Cannot tell who is overflown or hit: only {agreed} of {tried} fits agree with what is announced. "
        "It does not "
        "fit one ascent of this vehicle: is an area not the fall of the body that is named for it?",
        "Under half of the fits agree, not counting those that the ground stopped; or under half of all, "
        "and the likeliest "
        "ascent itself disagrees (chi square, 5 %).",
    )
    FEW_FITS = (
        "risk.few-fits",
        "Cannot tell who is overflown or hit: only {agreed} of {tried} fits agree with what is announced.",
        "Fewer than ten fits agree, too few to carry any figure.",
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
