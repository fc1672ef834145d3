"""Codes, not sentences: errors are raised with codes, nothing compares a sentence, every code can say its own."""

import ast
import re
import string
from collections.abc import Iterator
from importlib import import_module

import pytest

from downrange.cli import VERBS
from downrange.codes import Assertion, Code, QuotingAssertion
from source_trees import descendants, places, room_of, trees

# Rooms and files whose errors still carry sentences, and files that still compare or key on one. The sets only
# shrink: an entry that is no longer needed fails, and goes.
OPEN_RAISES: set[str] = set()
OPEN_COMPARISONS: set[str] = set()
OPEN_IMPORTS: set[tuple[str, str]] = set()
OPEN_UNUSED: set[str] = set()  # classes whose callers are being written
# What others print, and keys of the output that the contract keeps, are no sentences of ours.
NOT_OURS = {"launch/notices/dialects/", "launch/notices/tokens/lexicon.py"}
LONGEST_NAME = 3  # words; more look like a sentence
READS_TEXT = {"startswith", "endswith", "find", "index", "count", "split", "partition", "rpartition",
              "removeprefix", "removesuffix", "replace"}  # fmt: skip


def is_sentence(node: ast.AST | None) -> bool:
    """A text of more than three words; formats of dates are none."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return any(map(is_sentence, node.elts))
    if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        return False
    return len(re.findall(r"(?<!\S)[A-Za-z][\w'-]*[,.:;]?(?!\S)", node.value)) > LONGEST_NAME


def is_said(node: ast.AST) -> bool:
    """What an error or a remark says, as text."""
    return isinstance(node, ast.Attribute) and node.attr == "says"


def reads_a_sentence(node: ast.AST) -> bool:
    """A comparison, search, look-up or case on something that looks like a sentence."""
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        return any(map(is_sentence, sides)) or any(map(is_said, sides))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if is_said(node.func.value) and node.func.attr in READS_TEXT:
            return True
        looks_up = node.func.attr == "get"
        return (node.func.attr in READS_TEXT or looks_up) and any(map(is_sentence, node.args[:1]))
    if isinstance(node, ast.Dict):
        return any(map(is_sentence, node.keys))
    if isinstance(node, ast.Subscript):
        return is_sentence(node.slice)
    return isinstance(node, ast.MatchValue) and is_sentence(node.value)


def is_code(node: ast.AST | None) -> bool:
    """A member of a Code, or a variable that is named as one."""
    if isinstance(node, ast.IfExp):
        return is_code(node.body) and is_code(node.orelse)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.value.id in descendants("Code") or node.attr == "code"
    return isinstance(node, ast.Name) and (node.id == "code" or node.id.endswith("_code"))


def errors_without_a_code() -> Iterator[tuple[str, ast.AST]]:
    """Errors made from anything but a code, by class or by a reader's `wrong(...)`, which fills in the place."""
    for file, tree in trees().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            first = node.args[0] if node.args else None
            made = getattr(node.func, "id", "") in descendants("DownrangeError")
            told = getattr(node.func, "attr", "") == "wrong" and isinstance(
                first, ast.Constant | ast.JoinedStr
            )
            if told or (made and not is_code(first)):
                yield file, node


def test_errors_are_raised_with_codes() -> None:
    found = list(errors_without_a_code())
    closed = places((file, node) for file, node in found if room_of(file) not in OPEN_RAISES)
    assert not closed, "raised with a sentence instead of a code:\n" + "\n".join(closed)
    done = OPEN_RAISES - {room_of(file) for file, _ in found}
    assert not done, f"these raise with codes only: take them out of OPEN_RAISES: {sorted(done)}"


def test_nothing_compares_or_keys_on_a_sentence() -> None:
    found = [
        (file, node)
        for file, tree in trees().items()
        for node in ast.walk(tree)
        if reads_a_sentence(node) and not file.startswith(tuple(NOT_OURS))
    ]
    closed = places((file, node) for file, node in found if file not in OPEN_COMPARISONS)
    assert not closed, "reads a sentence:\n" + "\n".join(closed)
    done = OPEN_COMPARISONS - {file for file, _ in found}
    assert not done, f"these read no sentence: take them out of OPEN_COMPARISONS: {sorted(done)}"


@pytest.mark.parametrize(
    ("source", "reads"),
    [
        ("x == 'the areas do not agree'", True),
        ("'around the launch site' in text", True),
        ("text.startswith('no element set of it')", True),
        ("{'plane over the site now': 1}", True),
        ("table['no area was read here']", True),
        ("'short' in remark.says", True),
        ("x == 'nothing found'", False),
        ("x in ('reached orbit', 'undecided')", False),
        ("form.get(x, '%-d %b %Y %H:%M:%S')", False),
        ("f('a sentence that is only printed')", False),
    ],
)
def test_the_rule_itself(source: str, reads: bool) -> None:
    assert any(map(reads_a_sentence, ast.walk(ast.parse(source)))) is reads


def test_no_verb_imports_another() -> None:
    found = set()
    for file, tree in trees().items():
        verb = file.removeprefix("cli/").removesuffix(".py")
        if not file.startswith("cli/") or verb not in VERBS:
            continue
        for node in ast.walk(tree):
            module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            other = module.removeprefix("downrange.cli.")
            if other != module and other in VERBS:
                found.add((verb, other))
    assert not found - OPEN_IMPORTS, f"verbs that import verbs: {sorted(found - OPEN_IMPORTS)}"
    assert not OPEN_IMPORTS - found, f"take these out of OPEN_IMPORTS: {sorted(OPEN_IMPORTS - found)}"


def every_code() -> list[type[Code]]:
    """The Code classes of the sources, imported from the files that define them."""
    defined = {name: file for name, file in descendants("Code").items() if file}
    modules = {
        name: "downrange." + file.removesuffix(".py").replace("/", ".") for name, file in defined.items()
    }
    return [getattr(import_module(module), name) for name, module in modules.items()]


def test_every_code_has_a_name_of_its_own_and_can_say_its_sentence() -> None:
    owner: dict[str, str] = {}
    for kind in every_code():
        members = kind.__members__.items()
        assert len(members) == len(kind), f"{kind.__name__} gives one code two names"
        for name, code in members:
            here = f"{kind.__name__}.{name}"
            assert re.fullmatch(r"[a-z][a-z0-9-]*(\.[a-z0-9-]+)+", code.value), f"{here}: {code.value!r}"
            assert code.value not in owner, f"{here} and {owner[code.value]} share {code.value!r}"
            owner[code.value] = here
            assert code.sentence.strip(), f"{here} has no sentence"
            for template in (code.sentence, code.hint):
                for _, fact, _, _ in string.Formatter().parse(template):
                    first = re.split(r"[.\[]", fact or "fact")[0]
                    assert first.isidentifier(), f"{here}: {{{fact}}} is no name of a fact"


def test_every_code_is_used() -> None:
    """A code that nothing says is dead text. One reached by its value (`SomeCode(word)`) counts as used."""
    used, by_value = set(), set()
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                used.add((node.value.id, node.attr))
            elif isinstance(node, ast.Call | ast.Subscript):
                by_value.add(getattr(node.func if isinstance(node, ast.Call) else node.value, "id", ""))
            elif isinstance(node, ast.For | ast.comprehension):
                by_value.add(getattr(node.iter, "id", ""))
    dead = [
        f"{kind.__name__}.{name}"
        for kind in every_code()
        if kind.__name__ not in by_value
        for name in kind.__members__
        if (kind.__name__, name) not in used
    ]
    unused = [code for code in dead if code.partition(".")[0] not in OPEN_UNUSED]
    assert not unused, f"codes that nothing says: {', '.join(unused)}"
    done = OPEN_UNUSED - {code.partition(".")[0] for code in dead}
    assert not done, f"these are used: take them out of OPEN_UNUSED: {sorted(done)}"


# Kinds that say what was met in a text, a request or a file, or name a method or a figure: no claims of the world.
MET = {
    "AreaCode", "AscentError", "AtmosphereError", "AuditDefect", "BodyClaim", "BodyError", "BriefCode", "CaseCode",
    "CheckMethod", "DateCode", "DebrisCode", "DecayErrorCode", "DefectCode", "DoorCode", "ElementCode", "FallError",
    "FlightRecordError", "FormDefect", "GeoCode", "HazardError", "IdentifyErrorCode",
    "LanguageDefect", "Method", "NoticeCode", "NoticeDefect",
    "NumberCode",
    "OverflightErrorCode", "PlaceCode", "Question", "RecordCode", "RequestCode", "RingCode", "SiteCode", "StoreCode",
    "TableCode", "TextCode", "TimeCode", "VehicleError", "VerifyCode", "WorkerCode", "XmlCode",
}  # fmt: skip


def test_whatever_says_something_of_the_world_says_what_earns_it() -> None:
    kinds = {each.__name__: each for each in every_code() if len(each)}
    plain = {name for name, each in kinds.items() if not issubclass(each, Assertion)}
    assert plain == MET
    short = {
        code
        for each in kinds.values()
        if issubclass(each, Assertion)
        for code in each
        if len(code.earned_by) < 6
    }
    assert not short


def test_only_quoting_assertions_quote_by_place() -> None:
    """A hole in any other sentence would be printed as it is, and a kind without one doubles brackets for nothing."""
    quotes = {
        each: any(re.search(r"\[(/|\{\w+\}/)", code.sentence) for code in each)
        for each in every_code()
        if len(each)
    }
    assert {each for each, does in quotes.items() if does} == {
        each for each in quotes if issubclass(each, QuotingAssertion)
    }


def test_sentences_that_quote_are_made_in_two_places() -> None:
    """`Quoting(text)` says that `text` is ours: a text from outside that is given this type is a template."""
    makers = {
        file
        for file, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Quoting", "quoting"}
    }
    assert makers == {"codes.py", "brief/sentences.py"}
