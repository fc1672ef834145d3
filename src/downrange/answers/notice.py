"""What do these texts announce, and what could not be read?"""

from dataclasses import dataclass
from typing import Any

from downrange.answers.methods import Method
from downrange.answers.receipts import Receipt, receipt
from downrange.answers.requests import Documents, NoticeRequest
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices


@dataclass(frozen=True, slots=True)
class NoticeAnswer:
    """The notices of the texts, in their order."""

    notices: tuple[Notice, ...]
    receipt: Receipt

    def as_dict(self) -> dict[str, Any]:
        """The contract of `downrange notice read --json`."""
        return {"notices": [each.as_dict() for each in self.notices], "receipt": self.receipt.as_dict()}


def read_notice(request: NoticeRequest) -> NoticeAnswer:
    """Read every notice of the texts. NoticeError where a text is none."""
    notices = notices_in(request.notices, year=request.year)
    return NoticeAnswer(notices, receipt(Method.NOTICES, request.notices, {"year": request.year}, tables=()))


def notices_in(texts: Documents, *, year: int | None = None) -> tuple[Notice, ...]:
    """The notices of several texts; `year` is that of dates that print none."""
    return tuple(notice for one in texts for notice in read_notices(one.text, year=year))
