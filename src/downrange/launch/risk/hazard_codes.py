"""Codes of hazard areas and debris events: what an area holds, where the draws do not reach, what was refused."""

from downrange.codes import Assertion, Code


class HazardRemark(Assertion):
    """What stands beside a hazard area."""

    ABOVE = (
        "hazard.above-threshold",
        "one target that stays in the area is hit with a chance that may exceed {threshold:g}",
        "The estimate and two standard errors reach the threshold in at least one cell.",
    )
    CONTAINS = (
        "hazard.contains",
        "the smallest area that holds {share:.0%} of the drawn hits",
        "At least ten draws lie outside it.",
    )
    CORRIDOR = (
        "hazard.corridor",
        "of what comes down in each slice {share:.0%} lie within {width_km:.0f} km of the track",
        "The event is the end of an orbit, known to no better than a stretch of its track.",
    )
    NOWHERE = (
        "hazard.below-threshold",
        "the estimate and two standard errors stay below {threshold:g} in every cell",
        "The draws are enough for an unseen one to stay below the threshold too.",
    )
    NO_PIECE = (
        "hazard.no-piece",
        "no drawn piece came down through that height within two hours",
        "There is no hit to place.",
    )
    TOO_FEW_DRAWS = (
        "hazard.too-few-draws",
        "cannot tell: among {draws} draws one that was not seen could reach {threshold:g} anywhere",
        "Three in the number of draws, with the heaviest draw, smoothed as widely as possible, reach the threshold.",
        "About {needed} draws would show it: --samples.",
    )
    TOO_FEW_TO_CONTAIN = (
        "hazard.too-few-to-contain",
        "cannot tell: of {draws} draws fewer than ten would lie outside an area that holds {share:.0%}",
        "The draws are too few for the share.",
        "At least {needed} draws are needed: --samples.",
    )
    ALL_AROUND = (
        "hazard.all-around",
        "cannot tell: the pieces come down too far to the sides of one track for one map of cells",
        "Pieces lie more than 60 degrees from the great circle nearest to them.",
    )
    PER_LAUNCH = (
        "hazard.per-launch",
        "of the launch: by the record of {flights} it fails with a chance of {rate:.0%}",
        "The case lists earlier flights.",
    )
    GIVEN_FAILURE = (
        "hazard.given-failure",
        "given that the flight fails",
        "Beside every area of failed flights; the only one where no earlier flight is on record.",
    )
    GIVEN_MODE = (
        "hazard.given-mode",
        "given that the flight fails by {mode} ({share:.0%} of failures, assumed) before the last announced body has "
        "left",
        "Each way to fail apart.",
    )
    UNTIL_HELD = (
        "hazard.until-held",
        "The areas of failed flights hold {share:.0%} of the failures: those until the last body with an announced "
        "fall has left. Of later ones nothing says where they would come down.",
        "Areas of failed flights are given, and some failure is later.",
    )
    PLANNED = (
        "hazard.planned",
        "a planned fall: certain",
        "An announced body.",
    )


class HazardError(Code):
    """A threshold that is refused."""

    NOT_A_PROBABILITY = (
        "hazard.not-a-probability",
        "{field} {value:g} is not a probability between 0 and 1",
        "14 CFR 450 has 1e-5 for a ship and 1e-6 for an aircraft.",
    )
