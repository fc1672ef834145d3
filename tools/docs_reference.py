"""The reference pages, made from the code: verbs, codes, `downrange.api`, `case.toml`, `brief.json`, modules."""

import ast
import inspect
import re
import textwrap
import types
import typing
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "src" / "downrange"
EXAMPLES = ROOT / "tools" / "examples"
FILES = sorted(path for path in HOUSE.rglob("*.py") if "__pycache__" not in path.parts)


def examples(name: str) -> dict[str, str]:
    """The sections of a file of examples: ``## name`` and below it the commands or the Python session."""
    sections = re.split(r"^## (.+)\n", (EXAMPLES / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {title: body.strip("\n") + "\n" for title, body in zip(sections[::2], sections[1::2], strict=True)}


def _cell(text: object) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


def _table(head: list[str], rows: list[list[object]]) -> list[str]:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return lines + [f"| {' | '.join(_cell(each) for each in row)} |" for row in rows]


# ---- verbs


def commands() -> Iterator[tuple[str, Callable[..., None], str]]:
    """Every command that can be called, as ``verb`` or ``verb subcommand``: its function and its help text."""
    from downrange.cli import VERBS

    for verb in VERBS:
        below = import_module(f"downrange.cli.{verb}").app.registered_commands
        names = [each.name or each.callback.__name__.replace("_", "-") for each in below]
        for name, each in zip(names, below, strict=True):
            help_text = inspect.cleandoc(each.help or each.callback.__doc__ or "")
            yield verb if names == [verb] else f"{verb} {name}", each.callback, help_text


def commands_page() -> str:
    """Every verb: its help, arguments and options, and an example with its real output."""
    shown = examples("commands.txt")
    lines = [
        "# Commands", "",
        "Every verb with its arguments and options, and an example with its output. The examples run in the root of",
        "a clone, on files of the shipped cases; `| head` shortens what is long. Exit codes are on",
        "[their own page](exit-codes.md).", "",
    ]  # fmt: skip
    if "first" in shown:
        lines += ["```console", shown["first"].rstrip("\n"), "```", ""]
    for name, answer, help_text in commands():
        about = re.split(r"\n*^Examples?:", help_text, flags=re.MULTILINE)[0].strip()
        lines += [f"## downrange {name}", "", about, ""]
        rows = list(_options(answer))
        lines += [*_table(["argument or option", "meaning", "default"], rows), ""] if rows else []
        if name in shown:
            lines += ["```console", shown[name].rstrip("\n"), "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def _options(answer: Callable[..., None]) -> Iterator[list[object]]:
    hints = typing.get_type_hints(answer, include_extras=True)
    for name, each in inspect.signature(answer).parameters.items():
        kind, told = typing.get_args(hints[name])[:2]
        flag, many = kind is bool, typing.get_origin(kind) is list
        value = told.metavar or ("" if flag else name.upper().replace("_", "-"))
        if type(told).__name__ == "ArgumentInfo":
            title = f"`{value}`" + (" ..." if many else "")
        else:
            names = told.param_decls or (f"--{name.replace('_', '-')}",)
            title = ", ".join(f"`{word}`" for word in names) + (f" {value}" if value else "")
            title += " (may be repeated)" if many else ""
        default = each.default
        if default is inspect.Parameter.empty:
            default = "required"
        elif default is None or default is False or default == []:
            default = ""
        else:
            default = f"`{default}`"
        yield [title, told.help or "", default]


# ---- codes


def codes() -> dict[str, list[Any]]:
    """Every class of codes in src, by its module, with its members."""
    from downrange.codes import Assertion, Code

    found: dict[str, list[Any]] = {}
    for path in FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        bases = {
            getattr(base, "id", "")
            for node in tree.body
            if isinstance(node, ast.ClassDef)
            for base in node.bases
        }
        if not any(base.endswith(("Code", "Assertion")) for base in bases):
            continue
        name = "downrange." + ".".join(path.relative_to(HOUSE).with_suffix("").parts)
        module = import_module(name)
        kinds = [
            each for each in vars(module).values()
            if inspect.isclass(each) and issubclass(each, Code) and each not in (Code, Assertion)
            and each.__module__ == name
        ]  # fmt: skip
        if any(len(kind) for kind in kinds):
            found[name] = [kind for kind in kinds if len(kind)]
    return found


def codes_page() -> str:
    """Every code: its value, the sentence and the hint that are made from it."""
    lines = [
        "# Codes", "",
        "Each error, reason, verdict, defect and warning has a stable code. In JSON it stands beside the sentence",
        "(`code`, or `reason_codes` beside `reasons`); errors carry it as `error.code`. Programs key on the code;",
        "sentences may be reworded. `{name}` is a fact that is filled in.", "",
    ]  # fmt: skip
    for module, kinds in codes().items():
        lines += [f"## {module}", ""]
        for kind in kinds:
            lines += [f"### {kind.__name__}", "", inspect.cleandoc(kind.__doc__ or ""), ""]
            rows: list[list[object]] = [[f"`{code.value}`", code.sentence, code.hint] for code in kind]
            lines += [*_table(["code", "sentence", "hint"], rows), ""]
    return "\n".join(lines).rstrip() + "\n"


def sentences_page() -> str:
    """Every sentence that says something of the world, with the condition that earns it."""
    from downrange.codes import Assertion

    lines = [
        "# Sentences and what earns them", "",
        "Each sentence below says something of the world, so each could be false. Beside it stands the condition",
        "under which it is said. Limits named there are those of the code; how they were measured is told in",
        "[methods and accuracy](../methods-and-accuracy.md). What an error or a defect says was met in the text",
        "itself; these stand under [codes](codes.md).", "",
    ]  # fmt: skip
    for module, kinds in codes().items():
        for kind in kinds:
            if not issubclass(kind, Assertion):
                continue
            about = " ".join(inspect.cleandoc(kind.__doc__ or "").split())
            rows: list[list[object]] = [[f"`{code.value}`", code.sentence, code.earned_by] for code in kind]
            lines += [f"## {module.removeprefix('downrange.')}: {kind.__name__}", "", about, ""]
            lines += [*_table(["code", "sentence", "said when"], rows), ""]
    return "\n".join(lines).rstrip() + "\n"


# ---- downrange.api


def api_page() -> str:
    """Every name of `downrange.api`: signature, docstring, and an example that runs."""
    api = import_module("downrange.api")
    shown = examples("api.txt")
    lines = [
        "# downrange.api", "",
        "Every name is public: it is kept, or deprecated as [design](../design.md) says. The examples run one after",
        "the other in the root of a clone.", "",
        "```python", shown["first"].rstrip("\n"), "```", "",
    ]  # fmt: skip
    for name in sorted(api.__all__, key=str.lower):
        thing = getattr(api, name)
        lines += [f"## {name}", ""]
        lines += ["```text", _signature(name, thing), "```", ""]
        lines += [_doc(thing), "", f"Defined in `{thing.__module__}`.", ""]
        if name in shown:
            lines += ["```python", shown[name].rstrip("\n"), "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def _doc(thing: Any) -> str:
    doc = inspect.cleandoc(thing.__doc__ or "")
    return "" if re.match(r"\w+\(.*\)$", doc, re.DOTALL) else doc.replace("``", "`")


def _signature(name: str, thing: Any) -> str:
    """The signature as the source writes it: of a function, of a dataclass by its fields, of a class by __init__."""
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(thing))).body
    if isinstance(node, ast.FunctionDef):
        return _wrapped(name, node.args, f" -> {ast.unparse(node.returns)}" if node.returns else "")
    assert isinstance(node, ast.ClassDef)
    for each in node.body:
        if isinstance(each, ast.FunctionDef) and each.name == "__init__":
            each.args.args.pop(0)
            return _wrapped(name, each.args, "")
    fields = [
        ast.unparse(each) for each in node.body
        if isinstance(each, ast.AnnAssign) and "ClassVar" not in ast.unparse(each.annotation)
    ]  # fmt: skip
    return f"{name}(\n" + "".join(f"    {each},\n" for each in fields) + ")" if fields else name


def _wrapped(name: str, arguments: ast.arguments, after: str) -> str:
    line = f"{name}({ast.unparse(arguments)}){after}"
    if len(line) <= 100:
        return line
    inside, depth, parts = ast.unparse(arguments), 0, [""]
    for letter in inside:
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return f"{name}(\n" + "".join(f"    {part.strip()},\n" for part in parts) + f"){after}"


# ---- case.toml


def case_page() -> str:
    """The keys of `case.toml`, from the model that reads it, and the template of a new case."""
    model = next(
        value
        for path in sorted((HOUSE / "case").glob("*.py"))
        for key, value in vars(import_module(f"downrange.case.{path.stem}")).items()
        if key in {"_CaseFile", "CaseFile"}
    )
    lines = [
        "# case.toml", "",
        "A case is a folder with `case.toml`; every key that is not listed here is refused. Times are ISO 8601 with",
        "`Z` or an offset, an interval is `START/END`, files are relative to the folder.", "",
        *_model_tables("", model), "",
        "## The template", "", "`downrange case new NAME` writes this file:", "", "```toml",
        (HOUSE / "cases" / "_blank" / "case.toml").read_text(encoding="utf-8").rstrip("\n"), "```",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _model_tables(name: str, model: Any) -> list[str]:
    own, inner = [], []
    for key, field in model.model_fields.items():
        types_in = [each for each in _inner_types(field.annotation) if hasattr(each, "model_fields")]
        many = "tuple" in str(field.annotation)
        needed = (
            "required"
            if field.is_required()
            else f"`{field.default}`"
            if field.default not in (None, (), "")
            else ""
        )
        own.append(
            [f"`{key}`", _type_name(field.annotation, field.metadata), needed, field.description or ""]
        )
        inner += [(f"[[{key}]]" if many else f"[{key}]", each) for each in types_in]
    about = inspect.cleandoc(model.__doc__ or "") if name and "BaseModel" not in (model.__doc__ or "") else ""
    lines = [f"## `{name}`" if name else "## Top level", "", about, ""]
    lines += [*_table(["key", "value", "default", "meaning"], own), ""]
    for title, each in inner:
        lines += _model_tables(title, each)
    return lines


def _inner_types(annotation: Any) -> Iterator[Any]:
    yield annotation
    for each in typing.get_args(annotation):
        yield from _inner_types(each)


def _type_name(annotation: Any, metadata: Any) -> str:
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    bounds = ", ".join(_bound(each) for each in metadata if _bound(each))
    if origin is typing.Annotated:
        return _type_name(args[0], args[1:])
    if origin is typing.Literal:
        return " or ".join(f'`"{each}"`' for each in args)
    if origin in (types.UnionType, typing.Union):
        return " or ".join(_type_name(each, ()) for each in args if each is not type(None))
    if origin is tuple:
        return f"list of {_type_name(args[0], ())}"
    if origin is dict or annotation is dict or hasattr(annotation, "model_fields"):
        return "table"
    plain = {
        "str": "text",
        "float": "number",
        "int": "whole number",
        "datetime": "time",
        "Window": "interval",
        "bool": "true or false",
    }
    name = getattr(annotation, "__name__", str(annotation))
    return plain.get(name, name) + (f" ({bounds})" if bounds else "")


def _bound(each: Any) -> str:
    signs = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<"}
    return ", ".join(
        f"{sign} {getattr(each, key):g}"
        for key, sign in signs.items()
        if getattr(each, key, None) is not None
    )


# ---- brief.json


def brief_page() -> str:
    """The keys of `brief.json`, from the briefs of the shipped cases: path, kind of value, an example."""
    from downrange.api import Draws, brief_of, read_case, shipped_cases

    seen: dict[str, tuple[set[str], Any]] = {}
    for name in shipped_cases():
        for path, value in _walk("", brief_of(read_case(name), Draws(100))):
            kinds, example = seen.setdefault(path, (set(), None))
            kinds.add(_kind(value))
            seen[path] = kinds, value if example in (None, "") else example
    rows: list[list[object]] = [
        [f"`{path}`", " or ".join(sorted(kinds)), _example(value)]
        for path, (kinds, value) in sorted(seen.items())
    ]
    lines = [
        "# brief.json", "",
        "The keys of `brief.json` as they stand in the briefs of the shipped cases; `[]` is each entry of a list and",
        "`*` a key that is a name or a number of the case. Other verbs print the same parts with `--json`.", "",
        "A sentence in `answers`, `announcement.remarks` or `words` quotes a figure by its place, a JSON pointer",
        "(RFC 6901), and a form: `[/passes/hours|.0f]`. In it `[[` is a bracket. Any other text is text.", "",
        *_table(["key", "value", "example"], rows),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _kind(value: Any) -> str:
    from downrange.codes import Quoting

    return {
        bool: "true or false",
        int: "number",
        float: "number",
        str: "text",
        Quoting: "text",
        type(None): "null",
        list: "list",
        tuple: "list",
        dict: "table",
    }[type(value)]


def _example(value: Any) -> str:
    if isinstance(value, list | tuple | dict) or value is None:
        return ""
    said = str(value)
    return f"`{said}`" if len(said) <= 60 else f"{said[:57]}..."


def _walk(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if path:
        yield path, value
    if isinstance(value, dict):
        named = all(re.fullmatch(r"[a-z][a-z0-9_]*", str(key)) for key in value)
        for key, each in value.items():
            yield from _walk(f"{path}.{key}".lstrip(".") if named else f"{path}.*", each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _walk(f"{path}[]", each)


# ---- modules


def plate(path: Path) -> str:
    """The name plate of a file: its docstring."""
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def module_pages() -> dict[str, str]:
    """A page a room: its name plate, then each file with its caption and what it offers; and the index."""
    rooms = sorted(
        path for path in HOUSE.iterdir()
        if (path.is_dir() and (path / "__init__.py").exists()) or (path.suffix == ".py" and path.stem != "__init__")
    )  # fmt: skip
    index = [
        "# Modules",
        "",
        "One page a room, in the order in which imports run: see [design](../../design.md).",
        "",
    ]
    made = {}
    for room in rooms:
        head = room if room.is_file() else room / "__init__.py"
        made[f"modules/{room.stem}.md"] = _module_page(room, head)
        index.append(f"- [{room.stem}]({room.stem}.md): {plate(head).splitlines()[0]}")
    return {**made, "modules/README.md": "\n".join(index) + "\n"}


def _module_page(room: Path, head: Path) -> str:
    lines = [f"# {room.stem}", "", plate(head), ""]
    for path in (
        [room] if room.is_file() else [each for each in FILES if each.is_relative_to(room) and each != head]
    ):
        if path != room:
            lines += [f"## {path.relative_to(room).as_posix()}", "", plate(path), ""]
        lines += [f"- `{title}` {says}".rstrip() for title, says in _public(path)]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _public(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            says = (ast.get_docstring(node) or "").split("\n\n")[0].replace("\n", " ")
            yield node.name + ("" if isinstance(node, ast.ClassDef) else "()"), says


# ---- all


def reference() -> dict[str, str]:
    """Every page that is made from the code without running anything: its name under docs/reference and its text."""
    return {
        "commands.md": commands_page(), "codes.md": codes_page(), "sentences.md": sentences_page(),
        "api.md": api_page(), "case-toml.md": case_page(),
        **module_pages(),
    }  # fmt: skip
