"""Reading state of one message: its tokens, which of them were used, and the defects found."""

import re
from bisect import bisect_left
from collections.abc import Container, Iterator
from typing import Any

from downrange.codes import Code
from downrange.launch.notices.notice import Defect, UntimedHours
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.times.incomplete_dates import MONTHS
from downrange.launch.notices.tokens.tokenizer import NUMBER, WORD, ZULU, Token

UNREAD, USED, IGNORED = 0, 1, 2
_MOST_SKIPPED = 64  # words that fill, one after another
MOST_DEFECTS = 200
_FULL_YEAR = 2  # the group of years of four digits
_YEARS_WITHIN = 20_000
_YEARS = re.compile(
    r"[0-9]/(?:20)?([0-6][0-9])(?![0-9/])|(?<![0-9])20([0-6][0-9])(?![0-9])|(?<![0-9])([0-6][0-9])[0-9]{8}(?![0-9])"
    r"|[0-9]{6}Z [A-Z]{3,9} ([0-6][0-9])(?![0-9])"
)


class Page:
    """The tokens of one message; readers mark them as used or ignored, and what is left is unread."""

    def __init__(self, text: str, folded: str, tokens: list[Token]) -> None:
        self.text, self.folded, self.tokens = text, folded, tokens
        self.status = bytearray(len(tokens))
        self.defects: list[Defect] = []
        self.untimed: list[UntimedHours] = []
        self.fixes = False  # whether words of bearings are to be looked for
        self.fix_positions: dict[str, tuple[float, float] | None] = {}  # of beacons looked up, by name
        self.gaps: dict[int, int] = {}  # heads between the parts of a message: first token, token behind
        self._months: list[int] = []
        self._texts: frozenset[str] | None = None
        self._years: frozenset[int] | None = None

    def __len__(self) -> int:
        return len(self.tokens)

    def use(self, first: int, after: int) -> None:
        """Mark tokens as read."""
        self.status[first:after] = bytes([USED]) * (after - first)

    def ignore(self, first: int, after: int) -> None:
        """Mark tokens as known to give no place, time or kind; a used token stays used."""
        for at in range(first, after):
            self.status[at] = self.status[at] or IGNORED

    def quote(self, first: int, after: int) -> str:
        """The words of the text, as printed, from one token to before another; long ones are cut."""
        if first >= after or first >= len(self.tokens):
            return ""
        start, end = self.tokens[first].start, self.tokens[after - 1].end
        words = " ".join(self.text[start : min(end, start + 400)].split())
        return words if len(words) <= 160 else words[:157] + "..."

    def report(self, code: Code, first: int, after: int, **facts: Any) -> None:
        """Keep a defect, with the words it stands in."""
        defect = Defect(self.quote(first, after), code, facts)
        if defect in self.defects[-3:]:
            return  # reported for each of the days that the same words give
        if len(self.defects) < MOST_DEFECTS:
            self.defects.append(defect)
        elif len(self.defects) == MOST_DEFECTS:
            self.defects.append(Defect("", NoticeDefect.TOO_MANY, {"most": MOST_DEFECTS}))

    def is_word(self, at: int, *words: str) -> bool:
        """Whether the token at `at` is one of these words."""
        return 0 <= at < len(self.tokens) and (token := self.tokens[at]).text in words and token.kind == WORD

    def is_mark(self, at: int, *marks: str) -> bool:
        """Whether the token at `at` is one of these marks, or of one of these kinds."""
        return 0 <= at < len(self.tokens) and self.tokens[at].kind in marks

    def word(self, at: int) -> str:
        """The text of the token at `at` if it is a word, else an empty string."""
        return token.text if 0 <= at < len(self.tokens) and (token := self.tokens[at]).kind == WORD else ""

    def kind(self, at: int) -> str:
        """The kind of the token at `at`; an empty string beyond the page."""
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else ""

    def skip(self, at: int, words: Container[str], marks: str = "") -> int:
        """The first token from `at` on that is none of these words and marks, of the next 64.

        No issuer prints as many words that fill; a text that repeats one is asked at each of them.
        """
        last = at + _MOST_SKIPPED
        while at < last and (kind := self.kind(at)):
            if not (self.tokens[at].text in words if kind == WORD else kind in marks):
                break
            at += 1
        return at

    def places(self, word: str) -> list[int]:
        """The places of all tokens with this text, in their order."""
        if self._texts is None:
            self._texts = frozenset(token.text for token in self.tokens)
        return (
            [at for at, token in enumerate(self.tokens) if token.text == word] if word in self._texts else []
        )

    def is_date_group(self, at: int) -> bool:
        """Whether a date and time group starts at a token: ``150429Z APR 2023``."""
        return self.kind(at) == ZULU and self.word(at + 1) in MONTHS and self.kind(at + 2) == NUMBER

    def follows(self, at: int, phrase: str) -> int:
        """The token after `phrase` (words parted by blanks) when it stands at `at`; 0 when it does not."""
        for word in phrase.split():
            if not (0 <= at < len(self.tokens) and self.tokens[at].text == word):
                return 0
            at += 1
        return at

    def starts_line(self, at: int) -> bool:
        """Whether only white space stands between the line's start and the token."""
        before = self.tokens[at - 1].end if at else 0
        return at == 0 or "\n" in self.folded[before : self.tokens[at].start]

    def next_month(self, at: int) -> int:
        """The first month's name at or after a token; a number beyond the page when there is none."""
        if not self._months:
            following = 1 << 60
            months = []
            for index in range(len(self.tokens) - 1, -1, -1):
                following = index if self.tokens[index].text in MONTHS else following
                months.append(following)
            self._months = months[::-1]
        return self._months[at]

    def touches(self, at: int) -> bool:
        """Whether the token stands against the one before it, without a blank."""
        return 0 < at < len(self.tokens) and self.tokens[at].start == self.tokens[at - 1].end

    def at_place(self, place: int) -> int:
        """The first token that starts at or after a place in the text."""
        return bisect_left(self.tokens, place, key=lambda token: token.start)

    @property
    def years(self) -> frozenset[int]:
        """The years that the message prints: of its number (998/26), its dates, its items B and C."""
        if self._years is None:
            begin, end = self.tokens[0].start, self.tokens[-1].end
            found = _YEARS.finditer(self.folded, begin, min(end, begin + _YEARS_WITHIN))
            groups = [(match.lastindex or 1, 2000 + int(match[match.lastindex or 1])) for match in found]
            short = frozenset(year for group, year in groups if group != _FULL_YEAR)
            self._years = short or frozenset(year for _, year in groups)  # 2030 may also be an hour
        return self._years

    def unread(self) -> Iterator[tuple[int, int]]:
        """Runs of unread tokens as (start, end) places in the text; lone punctuation is left out."""
        run: list[int] = []
        for at, token in enumerate(self.tokens):
            if self.status[at] == UNREAD and (token.text[0].isalnum() or run):
                run.append(at)
            elif run and self.status[at] != UNREAD:
                yield from self._span(run)
                run = []
        yield from self._span(run)

    def _span(self, run: list[int]) -> Iterator[tuple[int, int]]:
        while run and not self.tokens[run[-1]].text[-1].isalnum():
            run.pop()
        if run:
            yield self.tokens[run[0]].start, self.tokens[run[-1]].end
