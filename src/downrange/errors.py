"""The error tree: what is wrong, where it stands, which field and value it concerns, and what to give instead.

    DownrangeError
    ├── InputError          what was given cannot be read or does not make sense
    │   ├── TimeError       a time without a zone, or no time at all
    │   ├── PlaceError      a place, site or territory that is not known
    │   ├── NoticeError     a text that is no notice, or an empty one
    │   ├── ElementError    an element set that cannot be read
    │   ├── CaseError       a case folder that is missing or wrong
    │   └── RecordError     a claim, source or provision that cannot be kept
    ├── OutputError         a folder or file that cannot be written
    └── WorkError           workers that cannot be reached, or died at the work

An error is raised with a code of its room (see `codes`) and the facts of its sentence. The doors (command line, desk)
print ``str(error)`` as one clear message and exit with 2; nothing else of ours reaches a user.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, Self

from downrange.codes import Code


class DownrangeError(Exception):
    """Something a user can correct. ``str()`` is the whole message: what is wrong, where, what to give instead.

    `code` is stable; `field` and `value` name the input at fault where there is one; `facts` fill the sentence and
    the hint, together with `field`, `value` and `where`. `hint` overrides the hint of the code.
    """

    def __init__(
        self,
        code: Code | str,
        *,
        where: str | None = None,
        field: str | None = None,
        value: Any = None,
        hint: str | None = None,
        **facts: Any,
    ) -> None:
        self.code, self.where, self.field, self.value, self.facts = code, where, field, value, facts
        if isinstance(code, Code):
            told = {"where": where, "field": field, "value": value, **facts}
            self.what, self.hint = code.says(told), code.hints(told) if hint is None else hint
        else:
            self.what, self.hint = code, hint or ""
        place = f" ({where})" if where else ""
        advice = f" {self.hint}" if self.hint else ""
        super().__init__(f"{self.what}{place}.{advice}")

    def __repr__(self) -> str:
        shown = {"code": str(self.code), "where": self.where, "field": self.field, "value": self.value}
        inside = ", ".join(f"{name}={value!r}" for name, value in shown.items() if value is not None)
        return f"{type(self).__name__}({inside})"

    def of_file(self, name: str) -> Self:
        """The same error, saying which file it is about; unchanged where it says so already."""
        if self.where or name in str(self):
            return self
        return type(self)(
            self.code, where=name, field=self.field, value=self.value, hint=self.hint, **self.facts
        )

    def __reduce__(self) -> tuple[Callable[[], Self], tuple[()]]:
        """Errors travel between processes with everything they carry."""
        given = {
            "where": self.where,
            "field": self.field,
            "value": self.value,
            "hint": self.hint,
            **self.facts,
        }
        return partial(type(self), self.code, **given), ()


class InputError(DownrangeError):
    """What was given cannot be read or does not make sense."""


class TimeError(InputError):
    """A time without a zone, a window that ends before it starts, or no time at all."""


class PlaceError(InputError):
    """A place, launch site or territory that is not known."""


class NoticeError(InputError):
    """A text that is no notice, or an empty one."""


class ElementError(InputError):
    """An element set that cannot be read."""


class CaseError(InputError):
    """A case folder that is missing, or whose ``case.toml`` is wrong."""


class RecordError(InputError):
    """A claim, source or provision that cannot be kept."""


class OutputError(DownrangeError):
    """A folder or file that cannot be written."""


class WorkError(DownrangeError):
    """Workers (processes, a cluster) that cannot be reached, or died at the work."""
