"""Codes of the overflight: errors of a request, grades of imaging windows, evidence on a control site."""

from downrange.codes import Assertion, Code


class OverflightErrorCode(Code):
    """Why passes, windows, tracks or coverage cannot be computed as asked."""

    OFF_NADIR = (
        "overflight.off-nadir",
        "an off-nadir limit of {value:g} deg makes no window",
        "Give one between 0 and 90.",
    )
    ELEVATION = (
        "overflight.elevation",
        "the elevation must be between -90 and 90 degrees, not {value:g}",
        "Give -90 to 90.",
    )
    WINDOW_ORDER = (
        "overflight.window-order",
        "the window ends ({end}) before it starts ({start}), or at once",
        "Give the earlier time first.",
    )
    LONG_WINDOW = (
        "overflight.long-window",
        "a window of {value:,.0f} days takes {nodes:,.0f} positions of one object, and {most:,} are held",
        "Ask for at most {days:,.0f} days at once.",
    )
    MUCH_WORK = (
        "overflight.much-work",
        "about {value:,.0f} {what} would be computed, more than {most:,}",
        "Give fewer objects, fewer places or a shorter window.",
    )
    SUN = "overflight.sun", "a least height of the sun of {value:g} deg makes no window", "Give -90 to 90."
    ONE_OBJECT = (
        "overflight.one-object",
        "one object is wanted, here are {count}",
        "Choose one by its catalogue number.",
    )
    NO_POSITION = (
        "overflight.no-position",
        "SGP4 gives no position of {norad} in this window",
        "The object has decayed, or the elements are too old.",
    )
    STEP = "overflight.step", "a step of {value:g} s leads nowhere", "Give seconds above zero."
    POINT_COUNT = (
        "overflight.point-count",
        "{value:,} points",
        "Give 1 to {most:,}: a wider grid or a smaller area.",
    )
    NO_SURFACE = "overflight.no-surface", "this area has no surface", "Give a polygon."
    GRID_STEP = "overflight.grid-step", "a grid of {value:g} deg", "Give {least:g} to 90."
    FINE_GRID = "overflight.fine-grid", "a grid of {value:,} cells is too fine", "Give a wider one."


class ConfidenceCode(Assertion):
    """How good the view of an imaging window is for a camera of which nothing is known."""

    HIGH = (
        "overflight.high",
        "within 15 deg of nadir, sun above 20 deg: almost any camera that points",
        "By the geometry at the best moment of the window; our own judgement, for a camera of which "
        "nothing is known.",
    )
    MODERATE = (
        "overflight.moderate",
        "within 30 deg of nadir, sun above 10 deg: a satellite that can roll",
        "The same.",
    )
    LOW = (
        "overflight.low",
        "an oblique view or a low sun: only an agile satellite, or a poor picture",
        "The same.",
    )

    @property
    def word(self) -> str:
        """``high``, ``moderate`` or ``low``."""
        return self.value.partition(".")[2]


_DISTANCE = (
    "{manoeuvres} lie {minutes:.0f} min from a pass over the site in the median (chance: {expected:.0f} min; "
    "so near in {chance:.0%} of draws), "
)


class ControlCode(Assertion):
    """Whether manoeuvres lie nearer to passes over a site than by chance."""

    NEARER = (
        "control.nearer-than-chance",
        _DISTANCE
        + "nearer than by chance: a sign of commanding from there, if it was the only place that was tried.",
        "Fewer than 5 % of 2,000 random shifts lie so near. One site in twenty does so by chance: with "
        "several sites tried, it shows nothing.",
    )
    AS_BY_CHANCE = (
        "control.as-by-chance",
        _DISTANCE + "as by chance: no evidence for commanding from there.",
        "At least 5 % of the shifts lie so near.",
    )
