"""What has changed from one text of notices to another, or between two notices of one launch?"""

from dataclasses import dataclass
from typing import Any

from downrange.answers.methods import Method
from downrange.answers.notice import read_notice
from downrange.answers.receipts import Receipt, receipt
from downrange.answers.requests import CompareRequest, NoticeRequest
from downrange.codes import Remark
from downrange.launch.notices.lifecycle.notice_changes import NoticeChange, compare_notices


@dataclass(frozen=True, slots=True)
class CompareAnswer:
    """Every notice of both texts with what has changed in it, and what could not be read and so not compared."""

    changes: tuple[NoticeChange, ...]
    incomplete: tuple[Remark, ...]
    receipt: Receipt

    @property
    def differs(self) -> bool:
        """Whether anything has changed."""
        return any(change.differs for change in self.changes)

    def as_dict(self) -> dict[str, Any]:
        """The contract of `downrange notice compare --json`."""
        return {
            "differs": self.differs,
            "changes": [change.as_dict() for change in self.changes],
            "incomplete": [remark.as_dict() for remark in self.incomplete],
            "receipt": self.receipt.as_dict(),
        }


def notice_changes(request: CompareRequest) -> CompareAnswer:
    """Compare the notices of two texts: areas, windows, limits, cancellations.

    InputError where one of the texts is empty or holds no notice.
    """
    old, new = (
        read_notice(NoticeRequest(notices=(document,), year=request.year))
        for document in (request.old, request.new)
    )
    for side in (old, new):
        for name, error in side.refused.items():
            raise error.of_file(name)
    return CompareAnswer(
        compare_notices(old.notices, new.notices),
        (*old.incomplete, *new.incomplete),
        receipt(Method.NOTICE_CHANGES, (request.old, request.new), {"year": request.year}),
    )
