"""Manoeuvres: burns told from element histories, when, how strong, which way, and how surely."""

from downrange.orbit.manoeuvres.alive import Alive, alive_evidence
from downrange.orbit.manoeuvres.detect import detect_manoeuvres
from downrange.orbit.manoeuvres.found import Manoeuvre
from downrange.orbit.manoeuvres.screen import screen_manoeuvres

__all__ = ["Alive", "Manoeuvre", "alive_evidence", "detect_manoeuvres", "screen_manoeuvres"]
