"""Regular expressions that cost more than their text: found by how they are written, not by trying texts.

A backtracking matcher (CPython's `re`) is super-linear on a repeat without an upper bound where what follows it can
begin with signs of the same kind: another such repeat behind it (``a*b?a*c``), itself again inside a repeat
(``(a+)*``), or, in a search, the next start inside the run that it has just walked over (``a+b`` on a run of a).
Possessive repeats and atomic groups (Python 3.11) do not give back, and end the first two.
https://www.regular-expressions.info/catastrophic.html
"""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import downrange

MANY = 1000  # a repeat that may go on as long counts as one without a bound
ALPHABET = frozenset([chr(code) for code in range(128)] + list("\x85\xa0\xb0\xe9\u2013\u0421\u5317\uff11"))
SEARCHES = {"search", "finditer", "findall", "sub", "subn", "split"}
WHOLE = {"fullmatch"}


@dataclass(frozen=True)
class Repeat:
    """A repeat without a bound: the signs it may hold, and whether it gives back what it took."""

    signs: frozenset[str]
    gives_back: bool


def patterns() -> list[tuple[str, str, re.Pattern[str]]]:
    """The compiled text patterns of the package: file, name in it, pattern; each once a file that holds it."""
    found: list[tuple[str, str, re.Pattern[str]]] = []
    for module in pkgutil.walk_packages(downrange.__path__, "downrange."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for pattern in _inside(value, 3):
                found.append(
                    (module.name.removeprefix("downrange.").replace(".", "/") + ".py", name, pattern)
                )
    return found


def names_used(tree: ast.AST, methods: set[str]) -> set[str]:
    """Names on which these methods of a pattern are called."""
    return {
        node.func.value.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in methods
        and isinstance(node.func.value, ast.Name)
    }


def _inside(value: Any, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth and isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from _inside(one, depth - 1)
    elif depth and isinstance(value, dict):
        for one in value.values():
            yield from _inside(one, depth - 1)


def faults(pattern: re.Pattern[str], *, searched: bool, whole: bool) -> list[str]:
    """Why a pattern may cost more than its text; none where it cannot.

    `searched`: it is looked for at every place, not only matched at one; `whole`: it must reach the text's end.
    """
    tree = list(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
    end: list[Any] = [(sre.AT, sre.AT_END_STRING)] if whole else []
    found: list[str] = []
    _walk(tree, end, found, pattern.flags)
    if searched:
        _starts([], tree, [], found, pattern.flags)
    return found


def _walk(items: list[Any], after: list[Any], found: list[str], flags: int) -> None:
    """Look at every repeat of a sequence; `after` is what follows the sequence."""
    for place, item in enumerate(items):
        rest = items[place + 1 :] + after
        for inner, loops in _parts(item):
            again = [(sre.MAX_REPEAT, (0, 1, inner)), *rest] if loops else rest
            _walk(list(inner), again, found, flags)
        repeat = _repeat(item, flags)
        if repeat is not None and repeat.gives_back:
            _follow(repeat, rest, found, flags)


def _follow(repeat: Repeat, rest: list[Any], found: list[str], flags: int) -> None:
    """Whether another repeat can take over signs of this one, with nothing between that parts them."""
    for place, item in enumerate(rest):
        beyond = rest[place + 1 :]
        other = _repeat(item, flags)
        if other is not None and other.signs & repeat.signs and _can_fail(beyond):
            if _first(item[1][2], flags) & repeat.signs:
                found.append(f"two repeats share {_few(other.signs & repeat.signs)}")
                return
        elif other is None and item[0] not in (sre.ASSERT, sre.ASSERT_NOT):
            for inner, _ in _parts(item):
                _follow(repeat, [*inner, *beyond], found, flags)
        if not _is_empty(item) and (
            (other is None and _parts(item)) or not _signs(item, flags) & repeat.signs
        ):
            return


def _starts(before: list[Any], items: list[Any], after: list[Any], found: list[str], flags: int) -> None:
    """Whether a search may start anew at each sign of a run that a repeat near the front walks over."""
    for place, item in enumerate(items):
        beyond, ahead = items[place + 1 :] + after, before + items[:place]
        repeat = _repeat(item, flags)
        if repeat is not None and _can_fail(beyond) and not _is_guarded(ahead, repeat, flags):
            inside = [one for one in ahead if not _is_empty(one)]
            if all(_signs(one, flags) & repeat.signs for one in inside):
                found.append(f"each of a run of {_few(repeat.signs)} is a start")
        for inner, _ in _parts(item) if item[0] not in (sre.ASSERT, sre.ASSERT_NOT) else ():
            _starts(ahead, list(inner), beyond, found, flags)


def _is_guarded(ahead: list[Any], repeat: Repeat, flags: int) -> bool:
    """Whether something before a repeat lets it start only where a run of its signs starts."""
    for kind, value in ahead:
        if kind is sre.AT and value in (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING):
            return value is sre.AT_BEGINNING_STRING or not flags & re.MULTILINE or "\n" not in repeat.signs
        if kind is sre.AT and value is sre.AT_BOUNDARY:
            return all(sign.isalnum() or sign == "_" for sign in repeat.signs)
        if kind in (sre.ASSERT, sre.ASSERT_NOT) and value[0] < 0:
            kept: frozenset[str] = frozenset().union(*(_signs(one, flags) for one in value[1]))
            if repeat.signs <= kept if kind is sre.ASSERT_NOT else not repeat.signs & kept:
                return True
    return False


def _can_fail(rest: list[Any]) -> bool:
    return any(not _is_empty(item) or item[0] in (sre.AT, sre.ASSERT, sre.ASSERT_NOT) for item in rest)


def _repeat(item: Any, flags: int) -> Repeat | None:
    kind, value = item
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT) and value[1] >= MANY:
        signs = frozenset().union(*(_all_signs(one, flags) for one in value[2]))
        return Repeat(signs, kind is not sre.POSSESSIVE_REPEAT)
    return None


def _parts(item: Any) -> list[tuple[Any, bool]]:
    """The sequences inside an item, and whether they come again after themselves."""
    kind, value = item
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        return [(value[2], value[1] >= MANY)]
    if kind is sre.SUBPATTERN:
        return [(value[3], False)]
    if kind is sre.BRANCH:
        return [(one, False) for one in value[1]]
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        return [(value[1], False)]
    return []  # an atomic group or possessive repeat gives nothing back


def _is_empty(item: Any) -> bool:
    """Whether an item may take no sign."""
    kind, value = item
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return value[0] == 0 or all(map(_is_empty, value[2]))
    if kind is sre.SUBPATTERN:
        return all(map(_is_empty, value[3]))
    if kind is sre.ATOMIC_GROUP:
        return all(map(_is_empty, value))
    if kind is sre.BRANCH:
        return any(all(map(_is_empty, one)) for one in value[1])
    return kind in (sre.AT, sre.ASSERT, sre.ASSERT_NOT, sre.GROUPREF, sre.GROUPREF_EXISTS)


def _signs(item: Any, flags: int) -> frozenset[str]:
    """The signs with which an item may begin."""
    kind, value = item
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return _first(value[2], flags)
    if kind is sre.SUBPATTERN:
        return _first(value[3], flags)
    if kind is sre.ATOMIC_GROUP:
        return _first(value, flags)
    if kind is sre.BRANCH:
        return frozenset().union(*(_first(one, flags) for one in value[1]))
    return _all_signs(item, flags)


def _first(items: Any, flags: int) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for item in items:
        found |= _signs(item, flags)
        if not _is_empty(item):
            break
    return found


def _all_signs(item: Any, flags: int) -> frozenset[str]:
    """All signs that an item may take."""
    kind, value = item
    if kind is sre.LITERAL:
        both = flags & re.IGNORECASE
        return frozenset({chr(value), chr(value).lower(), chr(value).upper()} if both else {chr(value)})
    if kind is sre.NOT_LITERAL:
        return ALPHABET - {chr(value)}
    if kind is sre.ANY:
        return ALPHABET if flags & re.DOTALL else ALPHABET - {"\n"}
    if kind is sre.IN:
        return _of_a_class(value, flags)
    if kind is sre.GROUPREF:
        return ALPHABET
    inner = [one for part, _ in _parts(item) for one in part]
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        inner = []
    if kind is sre.POSSESSIVE_REPEAT:
        inner = list(value[2])
    if kind is sre.ATOMIC_GROUP:
        inner = list(value)
    return frozenset().union(*(_all_signs(one, flags) for one in inner))


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _of_a_class(members: Any, flags: int) -> frozenset[str]:
    found: set[str] = set()
    for kind, value in members:
        if kind is sre.LITERAL:
            found.add(chr(value))
        elif kind is sre.RANGE:
            found |= {sign for sign in ALPHABET if value[0] <= ord(sign) <= value[1]} | {chr(value[0])}
        elif kind is sre.CATEGORY:
            shape = re.compile(_CATEGORIES[value], flags & re.ASCII)
            found |= {sign for sign in ALPHABET if shape.match(sign)}
    if flags & re.IGNORECASE:
        found |= {sign.lower() for sign in found} | {sign.upper() for sign in found}
    negated = bool(members) and members[0][0] is sre.NEGATE
    return frozenset(ALPHABET - found if negated else found)


def _few(signs: frozenset[str]) -> str:
    return repr("".join(sorted(signs))[:12])
