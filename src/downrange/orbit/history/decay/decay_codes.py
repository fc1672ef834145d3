"""Codes of the decay forecast: why there is none, what to bear in mind, and errors of its inputs."""

from downrange.codes import Assertion, Code

_FILES = "Give CelesTrak's file as it is: SW-Last5Years.txt, SW-All.txt, or the same as CSV."


class NoForecastCode(Assertion):
    """Why an object has no forecast; `REASONS` has the word of each in the JSON answer."""

    NO_SET = (
        "decay.no-set",
        "no element set is from before {as_of}",
        "Every set of the object is from after the as-of date.",
    )
    HIGH_PERIGEE = (
        "decay.high-perigee",
        "its perigee is {perigee_km:,.0f} km high",
        "The perigee is above the height up to which forecasts were measured.",
    )
    SLOW = (
        "decay.slow",
        "at the rate of {epoch} its orbit sinks by a scale height in years",
        "At the density of the last set's day the orbit needs more than 3,000 days to sink by a scale height.",
    )
    TOO_FAR = (
        "decay.too-far",
        "if it no longer steers it comes down between {early} and {late}, in strong or in weak solar cycles",
        "The time left is longer than any measured window. The two dates are computed from the last set "
        "alone, under the strongest and the weakest solar cycles on record, so they are the same whatever"
        " the as-of date.",
    )
    NOT_BEFORE = (
        "decay.not-before",
        "if it no longer steers it comes down not before {early}, and in a weak solar cycle in more than {years:.0f} "
        "years",
        "The same, and under the weakest cycles it outlasts the years computed.",
    )
    FAR_BEYOND = (
        "decay.far-beyond",
        "it stays up for more than {years:.0f} years even in the strongest solar cycles",
        "The same, under the strongest ones.",
    )
    OLD_SET = (
        "decay.set-too-old",
        "cannot tell, because its last set is {age_days:.0f} days old and errors were measured to {limit_days:.0f}; "
        "a set of the last days would help",
        "The last set is as old as, or older than, the oldest from which errors were measured.",
    )
    UNMEASURED = (
        "decay.unmeasured",
        "cannot tell, because with {sets} of its sets and {days:.0f} days left no error was measured; "
        "sets of the last weeks would help",
        "The table of errors has no cell for so many sets and so many days left.",
    )
    ELLIPSE = (
        "decay.ellipse",
        "its orbit is a long ellipse (eccentricity {eccentricity:.2f}): Moon and Sun move the perigee, "
        "and the forecast is valid for near-circular orbits",
        "The eccentricity reaches that up to which forecasts were measured.",
    )
    STEERED_KIND = (
        "decay.steered-kind",
        "{fleet} objects steer: the end is chosen, not forecast",
        "Name or designator belongs to a fleet of the table of steered fleets.",
    )
    ROSE = (
        "decay.rose",
        "it steers: it rose by {rise_km:.1f} km before {day}",
        "Between two recent sets the semi-major axis rose by more than the noise of sets.",
    )
    HELD = (
        "decay.held",
        "it steers: from {after} to {before} it sank {sank_km:.1f} km, and its drag explains {explained_km:.1f} km",
        "Over a recent span it sank by less than the share of what its drag explains that no passive "
        "object measured fell short of.",
    )
    LOWERED = (
        "decay.lowered",
        "being lowered under power: cannot be foretold as passive; from {after} to {before} it sank "
        "{sank_km:.1f} km, and its drag explains {explained_km:.1f} km",
        "Over a recent span it sank by more than the factor over what its drag explains that no passive "
        "object measured exceeded, but for the share in the table.",
    )
    DRAG_TERMS = (
        "decay.drag-terms",
        "the two drag terms of its last set differ by a factor of {factor:.1f}: thrust, or a bad fit; "
        "a later set would help",
        "B* and the rate of the mean motion of the last set give drags that differ by more than those of "
        "passive objects do.",
    )
    DRAG_SIGN = (
        "decay.drag-sign",
        "a drag term of its last set says that it does not sink: thrust, or a bad fit; a later set would help",
        "One of the two is not positive.",
    )
    NO_DRAG = (
        "decay.no-drag",
        "its sets do not show it sink: too few of them, or an orbit above all drag",
        "No drag could be estimated from its sets.",
    )
    FOIL = (
        "decay.foil",
        "it is light as foil ({ballistic_m2_kg:.2g} m2/kg), or steers down: "
        "sunlight and attitude decide, and such forecasts fail by factors",
        "The drag, over its mass, is above the bound from which forecasts fail by factors.",
    )
    CHANGING_DRAG = (
        "decay.changing-drag",
        "its drag changes by a factor of {factor:.1f} from set to set: it steers or turns, "
        "and its end cannot be forecast",
        "The drags of its sets scatter by more than the bound from which forecasts fail.",
    )
    DOWN_BY_THEN = (
        "decay.down-by-then",
        "if passive, by its last set of {epoch} it would have been down by {p95} (19 chances in 20); "
        "no later set is given",
        "The window ends before the as-of date, and its error was measured for so many sets and days left.",
    )


REASONS: dict[Code, str] = {
    NoForecastCode.NO_SET: "no set",
    NoForecastCode.HIGH_PERIGEE: "not soon",
    NoForecastCode.SLOW: "not soon",
    NoForecastCode.TOO_FAR: "not soon",
    NoForecastCode.NOT_BEFORE: "not soon",
    NoForecastCode.FAR_BEYOND: "not soon",
    NoForecastCode.OLD_SET: "old set",
    NoForecastCode.UNMEASURED: "not measured",
    NoForecastCode.ELLIPSE: "long ellipse",
    NoForecastCode.STEERED_KIND: "steers",
    NoForecastCode.ROSE: "steers",
    NoForecastCode.HELD: "steers",
    NoForecastCode.LOWERED: "powered descent",
    NoForecastCode.DRAG_TERMS: "drag terms disagree",
    NoForecastCode.DRAG_SIGN: "drag terms disagree",
    NoForecastCode.NO_DRAG: "no drag seen",
    NoForecastCode.FOIL: "foil",
    NoForecastCode.CHANGING_DRAG: "changing drag",
    NoForecastCode.DOWN_BY_THEN: "down by then",
}


class DecayRemarkCode(Assertion):
    """What to bear in mind of a forecast."""

    MAY_BE_DOWN = (
        "decay.may-be-down",
        "The window opens before the as-of date: it may be down already.",
        "The window begins before the as-of date.",
    )
    OLD_SET = (
        "decay.old-set",
        "The last set is old for the days left: a fresh one narrows the window most.",
        "The last set is older than a fifth of the days left, and than one day.",
    )
    ONE_SET = (
        "decay.one-set",
        "One element set only: its drag is what that set says, no history confirms it, and one set does not show an "
        "engine at work.",
        "One set is known.",
    )
    NO_WEATHER = (
        "decay.no-weather",
        "No space weather of the time was given: the mean solar cycle stands in; the window is wider.",
        "No observed space weather of the time was given.",
    )
    OLD_WEATHER = (
        "decay.old-weather",
        "The space weather is {age_days:.0f} days old; the window is wider.",
        "Observed space weather was given, and its last day is old.",
    )
    STORM = (
        "decay.storm",
        "A geomagnetic storm in the last days distorts the drag that the sets show; the window is wider.",
        "The planetary index of the last days is above that of a storm.",
    )
    TRACK = (
        "decay.track",
        "where the orbit ends, 95 km up, if it ends between these instants",
        "Always beside a track.",
    )


class DecayErrorCode(Code):
    """Errors of the space weather file and of re-entry tracks."""

    NO_FORECAST = "decay.no-forecast", "there is no forecast of {norad}: {because}"
    WIDE_WINDOW = (
        "decay.wide-window",
        "the window of {norad} is {days:.0f} days wide: it may end anywhere under its orbit",
        "Ask again when the window is under {limit_days} days.",
    )
    FEW_DAYS = (
        "weather.few-days",
        "the space weather file has {count} observed days; {needed} are needed",
        "Give CelesTrak's SW-Last5Years.txt, SW-All.txt or the same as CSV.",
    )
    BACK_IN_TIME = "weather.back-in-time", "the space weather goes back in time after {day}"
    GAP = "weather.gap", "the space weather file has no values for {count} days after {day}"
    BAD_LINE = (
        "weather.bad-line",
        "line {line} of the space weather file cannot be read: {problem}",
        _FILES,
    )
    IMPOSSIBLE = (
        "weather.impossible",
        "line {line} of the space weather file: F10.7 {flux:g} with Ap {ap:g} cannot be",
    )
