"""Where the words of a defect stand: the line, in the file or in the message, and the words as printed."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from downrange.launch.notices.notice import Defect, Notice

LONGEST_QUOTE = 60  # characters of a quotation that still say which words are meant
SHORT_QUOTE = 8  # characters: a lone number or mark that the words around it must show
AROUND = 20  # characters of context on each side of a short quotation


@dataclass(frozen=True)
class TextLines:
    """A text and where its lines end, found once for all notices in it."""

    text: str

    @cached_property
    def _ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.text)]

    def line(self, at: int) -> int:
        """The line (from 1) in which a place stands."""
        return bisect_left(self._ends, at) + 1


@dataclass(frozen=True)
class PrintedLines:
    """The lines of a notice: counted from the start of the file where the notice stands in it as it is, else from the
    start of the message (JSON, XML, mail), as `counted_in` says.
    """

    notice: Notice
    file: TextLines

    @cached_property
    def counted_in(self) -> str:
        """``file`` or ``message``."""
        start, text = self.notice.start, self.notice.text
        return "file" if text and self.file.text.startswith(text, start) else "message"

    def line(self, start: int) -> int:
        """The line (from 1) of a place given from the start of `Notice.text`."""
        if self.counted_in == "file":
            return self.file.line(self.notice.start + start)
        return self._message.line(start)

    @cached_property
    def _message(self) -> TextLines:
        return TextLines(self.notice.text)

    def of_defect(self, defect: Defect) -> dict[str, Any]:
        """``line`` and ``quote`` of the words that a defect is about, ``context`` where they are few.

        Empty where it is about no printed words, or about the whole message.
        """
        start, end = self._span(defect)
        if end - start >= len(self.notice.text) > 0:
            return {}
        if end > start:
            return {"line": self.line(start), **self.quoted(start, end)}
        return {"line": None, "quote": _short(defect.text)} if defect.text.strip() else {}

    def quoted(self, start: int, end: int) -> dict[str, str]:
        """``quote``: the words at a place of the notice; ``context``: with their neighbours, where they are few."""
        text = self.notice.text
        said = {"quote": _short(text[start:end])}
        if len(said["quote"]) < SHORT_QUOTE:
            before = " ".join(text[max(0, start - AROUND) : start].split(" ")[1:])
            after = " ".join(text[end : end + AROUND].split(" ")[:-1])
            said["context"] = " ".join(f"{before}{text[start:end]}{after}".split())
        return said

    def _span(self, defect: Defect) -> tuple[int, int]:
        """The place in the notice: that of the facts, or where the words of the defect stand one after the other."""
        start, end = defect.facts.get("start"), defect.facts.get("end")
        if isinstance(start, int) and isinstance(end, int):
            return start, end
        words = defect.text.removesuffix("...").split()
        found = re.search(r"\s+".join(map(re.escape, words)), self.notice.text) if words else None
        return found.span() if found else (0, 0)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 3].rstrip() + "..."
