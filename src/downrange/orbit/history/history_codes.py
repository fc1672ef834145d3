"""Codes of element histories: why a set was left out, and what the manoeuvres show of station-keeping."""

from downrange.codes import Assertion, Code


class DroppedCode(Assertion):
    """Why an element set was left out of a history; `reason` is the word of the JSON answer."""

    DUPLICATE = (
        "history.duplicate",
        "the same set stands there again",
        "A set with the same figures follows within the time in which one fit is published twice.",
    )
    SUPERSEDED = (
        "history.superseded",
        "a later set follows after {minutes:.0f} min",
        "Another set follows so soon that both are fits of the same observations.",
    )
    CROSS_TAG = (
        "history.cross-tag",
        "plane {plane_deg:.2f} deg and size {size_km:.1f} km off the sets around it, which agree",
        "Its plane or size lies off both neighbours by more than any manoeuvre, and they agree.",
    )
    OUTLIER = (
        "history.outlier",
        "its semi-major axis is {off_m:+.0f} m off both neighbours, which agree",
        "Its semi-major axis lies off both neighbours by far more than their noise, and they agree.",
    )

    @property
    def reason(self) -> str:
        """``duplicate``, ``superseded``, ``cross-tag`` or ``outlier``."""
        return self.value.partition(".")[2]


class StationKeepingCode(Assertion):
    """What a history shows of station-keeping; `VERDICTS` has the word of each."""

    RECENT = (
        "manoeuvres.recent",
        "{found}, the last between {after} and {before}: it was under control until recently.",
        "With at least nine chances in ten one of the manoeuvres found in the 60 days before the last set is real.",
    )
    PAST = (
        "manoeuvres.past",
        "{found}, the last between {after} and {before}; none in the {quiet_days:.0f} days since.",
        "With at least nine chances in ten one of all manoeuvres found is real; those of the last 60 days alone do "
        "not show it.",
    )
    UNSURE = (
        "manoeuvres.unsure",
        "{found}, with a chance of {chance:.0%} that any is real: passive objects show such a thing now and "
        "then, so whether it was ever steered cannot be told.",
        "Manoeuvres were found, and there is more than one chance in ten that none of them is real.",
    )
    TOO_FEW = (
        "manoeuvres.too-few",
        "Too few element sets ({sets}) to tell whether it manoeuvres.",
        "None was found, and the history has too few sets to estimate its noise.",
    )
    OUTSIDE = (
        "manoeuvres.found-outside",
        "{found}, on an orbit or in a history on which it was not measured how many of such findings are real: "
        "whether it was ever steered cannot be told.",
        "Manoeuvres were found outside of the measured domain, and those inside do not show it.",
    )
    NOT_MEASURED = (
        "manoeuvres.not-measured",
        "No manoeuvre was found in {days:.0f} days, but on such an orbit, or in such a history, it was not measured "
        "how many are missed.",
        "None was found by enough sets, outside of the measured domain.",
    )
    NONE_SPARSE = (
        "manoeuvres.none-sparse",
        "No raise of the orbit was seen in {days:.0f} days; in sets {gap_days:.0f} days apart smaller burns and "
        "lowerings do not show. Many active satellites have no engine: this does not show that it is inactive.",
        "None was found by sets more than 5 days apart, on an orbit on which such raises were measured.",
    )
    NONE_HIGH = (
        "manoeuvres.none-high",
        "No manoeuvre was seen in {days:.0f} days; in histories like it {found} of {burns} were found (in low orbit "
        "of 5 mm/s and more). So high, an active satellite may make none for long: this does not show that it is "
        "inactive.",
        "None was found by enough sets, inside of the measured domain.",
    )


class ManoeuvreDomainCode(Assertion):
    """Why a history is outside of what the finding of manoeuvres was measured on."""

    HEIGHT = (
        "manoeuvres.outside-height",
        "burns were not measured at {rev_day:.2f} revolutions a day, only from 700 to 1,350 km and in geostationary "
        "orbit",
        "The median of the revolutions a day lies outside of every measured range, with 0.05 to either side.",
    )
    ECCENTRIC = (
        "manoeuvres.outside-eccentric",
        "burns were measured up to an eccentricity of {most:.4f}, and this orbit has {value:.4f}",
        "In a tenth of the history the eccentricity is above 1.25 times the largest measured.",
    )
    DRAG = (
        "manoeuvres.outside-drag",
        "burns were measured where drag lowers orbits by up to {most:.1f} m a day, and here it does by {value:.1f}",
        "In a tenth of the history drag lowers the orbit by more than 1.25 times the largest measured.",
    )
    SPARSE = (
        "manoeuvres.outside-sparse",
        "raises between sets weeks apart were measured on near-circular orbits of {least:g} revolutions a day and "
        "more, and this one makes {rev_day:.2f} with an eccentricity of {eccentricity:.3f}",
        "Sets lie more than 5 days apart; higher, and on ellipses, Moon, Sun and sunlight raise passive orbits too: "
        "205 of 1,583 pieces of debris at 2 to 12 revolutions a day would be called steered, 0 of 3,942 above 14.3.",
    )
    THIN = (
        "manoeuvres.outside-thin",
        "burns were measured with sets up to {most:.1f} days apart, and these are {value:.1f} apart",
        "In a tenth of the history sets lie farther apart than 1.25 times the largest measured gap.",
    )


STEERED, WAS_STEERED, SILENT, UNKNOWN = "steered", "was steered", "no manoeuvre seen", "cannot be told"
VERDICTS: dict[Code, str] = {
    StationKeepingCode.RECENT: STEERED,
    StationKeepingCode.PAST: WAS_STEERED,
    StationKeepingCode.UNSURE: UNKNOWN,
    StationKeepingCode.TOO_FEW: UNKNOWN,
    StationKeepingCode.OUTSIDE: UNKNOWN,
    StationKeepingCode.NOT_MEASURED: UNKNOWN,
    StationKeepingCode.NONE_SPARSE: SILENT,
    StationKeepingCode.NOT_MEASURED: UNKNOWN,
    StationKeepingCode.NONE_SPARSE: SILENT,
    StationKeepingCode.NONE_HIGH: SILENT,
}
