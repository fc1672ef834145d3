"""Kinds: what a notice itself says is going on."""

import re

from downrange.launch.notices.notice import Kind

_MISSILE = re.compile(r"\bMISSILES?\b|MISSILE")
_ROCKET = re.compile(
    r"ROCKET|SPACE ?LAUNCH|LAUNCH VEHICLE|A[ER]+OSPACE|SPACE OPERATIONS|SPACE ?FLIGHT|SATELLITE|\bKSLV"
)
_LAUNCHING = re.compile(
    r"ROCKETS? (?:\([A-Z]+\) )?(?:LAUNCH|FIRING|FRNG|WILL BE LAUNCHED|OPERATIONS|PARTS)|LAUNCH(?:ING)? OF"
    r"|SPACE LAUNCH|LAUNCH VEHICLE|A[ER]+OSPACE|SPACE OPERATIONS|\bROCKETS\b|ROCKET CARRIER|(?:LAUNCH|ROCKET) DEBRIS"
)
_REENTRY = re.compile(r"SPACE DEBRIS|RE-? ?ENTRY|REENTRIES|DE-?ORBIT|SPLASHDOWN|DEBRIS RETURN")
_GUNNERY = re.compile(
    r"GUNNERY|ARTILLERY|GUN FIRING|NAVAL FIRING|FIRING EXERCISE|FIRING PRACTICE|FIRING OPERATIONS"
)


def kind_of(text: str) -> Kind:
    """launch, reentry, missile, gunnery or other, from the folded words of a message (never "cancel").

    Rocket, space launch, aerospace flight and launch debris are a launch; space debris alone or a re-entry is
    a re-entry, also of a rocket's stage; missiles are missiles, also with gunnery or rocket firing beside them.
    """
    if _REENTRY.search(text) and not _LAUNCHING.search(text.replace("ROCKET RE", "STAGE RE")):
        return "reentry"
    if _MISSILE.search(text) and not re.search(
        r"ROCKET (?:LAUNCH|CARRIER)|SPACE LAUNCH|AEROSPACE|SPACE OPERATIONS|ROCKET DEBRIS|LAUNCH DEBRIS", text
    ):
        return "missile"
    if _ROCKET.search(text) or _LAUNCHING.search(text):
        return "launch"
    return "gunnery" if _GUNNERY.search(text) else "other"
