"""Words that ran together where a line break was lost, or that a line break cut in two."""

from downrange.launch.notices.times.incomplete_dates import MONTHS
from downrange.launch.notices.times.time_atoms import AND_WORDS, DAILY_WORDS, DAY_GROUPS, TO_WORDS, ZONE_WORDS
from downrange.launch.notices.tokens.lexicon import PLAIN
from downrange.launch.notices.tokens.tokenizer import FILLER, NUMBER, WORD, ZULU, Token

_KNOWN = (
    PLAIN
    | set(MONTHS)
    | set(DAY_GROUPS)
    | TO_WORDS
    | DAILY_WORDS
    | AND_WORDS
    | ZONE_WORDS
    | {"BACK", "CANCEL", "CANCELLED"}
)
_SHORT = {"IN", "TO", "OF", "ON", "AT", "BY", "AND", "UTC", "ALL", "THE", "OR", "FROM"}
_LONGEST = 40


def repair_words(tokens: list[Token], folded: str) -> list[Token]:
    """The tokens, words that ran together parted ("WATERSDANGEROUS") and words cut in two joined ("BAC|K").

    A cut word is joined only when the line break was a wrap, the whole is a known word and its first part is none.
    Run-together words are parted only into known words; a month only where a day or time stands before it.
    """
    wrapped = FILLER in folded
    joined: list[Token] = []
    for token in tokens:
        if token.kind != WORD:
            joined.append(token)
            continue
        if wrapped and joined and _cut(last := joined[-1], token, folded):
            joined[-1] = Token(WORD, last.text + token.text, last.start, token.end)
            continue
        if token.text in _KNOWN:
            joined.append(token)
            continue
        parts = _parted(
            token.text, bool(joined) and (joined[-1].kind in (NUMBER, ZULU) or joined[-1].text in ZONE_WORDS)
        )
        start = token.start
        for part in parts:
            joined.append(Token(WORD, part, start, start + len(part)))
            start += len(part)
    return joined


def _cut(first: Token, second: Token, folded: str) -> bool:
    between = folded[first.end : second.start]
    return (
        bool(between) and set(between) == {FILLER} and first.kind == WORD
        and first.text not in _KNOWN | {"A", "I"} and first.text + second.text in _KNOWN
    )  # fmt: skip


def _parted(word: str, dated: bool) -> tuple[str, ...]:
    if not 5 <= len(word) <= _LONGEST:
        return (word,)
    for cut in range(len(word) - 2, 1, -1):
        first, second = word[:cut], word[cut:]
        if (
            first not in _KNOWN
            or (first in MONTHS and not dated)
            or not (len(first) > 3 or first in _SHORT or first in MONTHS)
        ):
            continue
        if second in _KNOWN and (len(second) > 3 or second in _SHORT or (second in MONTHS and dated)):
            return first, second
        if len(second) > 5 and len(rest := _parted(second, False)) > 1:
            return (first, *rest)
    return (word,)
