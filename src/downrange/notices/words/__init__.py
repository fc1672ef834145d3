"""The words of a notice: tokens with their place in the text, and what became of each of them."""

from downrange.notices.words.coordinates import Angle, Pair, pair_at, write_position
from downrange.notices.words.page import Page
from downrange.notices.words.tokens import Token, fold, tokenise

__all__ = ["Angle", "Page", "Pair", "Token", "fold", "pair_at", "tokenise", "write_position"]
