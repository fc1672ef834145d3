"""What happens when a rule of the notice reader is lost: nothing, a report, or a silent change of the reading.

    python design/rule_mutations.py [--notices FILE] [--rules N] [--texts N] [--seed N] [--json]

A rule is one entry of a word list (``launch/notices/words``) that is not a plain word: the words that open an area, a
time, a kind, a cancellation, a zone. One is taken out, a new process reads up to N of the notices that print it, and
the kind, windows, areas and cancelled numbers are compared with those of the whole reader. "unchanged": all alike.
"reported": some differ, and each of these has a report that it had not before, or the text is refused. "silent": one
differs and says nothing new. "stuck": not done within a minute. One row a rule, printed as it is known.
"""

import random
import re
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any

from measurement import Row, answer, archives, arguments, files, json_lines, require, say, share

LISTS = ("asides", "headings", "kinds", "leads", "outlines", "time_words", "zones")
LONGEST_S = 60
Reading = tuple[Any, frozenset[str]]
Rule = tuple[str, str, str]


def rules() -> list[Rule]:
    """Every rule: file, section, entry."""
    from downrange.launch.notices.tokens.word_lists import sections

    return [
        (name, section, entry)
        for name in LISTS
        for section, entries in sections(name).items()
        for entry in entries
    ]


def readings(texts: Sequence[str], without: Rule | None = None) -> list[Reading]:
    """What each text is read as, and what is reported; `without` a rule only in a process that has read nothing."""
    from downrange.launch.notices.tokens import word_lists

    if without is not None:
        signal.alarm(LONGEST_S)  # ends the process, which is then told as stuck
        name, section, entry = without
        lists = word_lists.sections(name)
        lists[section] = tuple(
            one for one in lists[section] if one != entry
        )  # `sections` keeps and gives this dict
    from downrange.errors import DownrangeError
    from downrange.launch.notices.notice_reader import read_notices

    found: list[Reading] = []
    for text in texts:
        try:
            notices = read_notices(text)
        except DownrangeError as error:
            found.append(("refused", frozenset([str(error)])))
            continue
        values = [
            (
                one.kind,
                sorted((w.start.isoformat(), w.end.isoformat(), w.area or "") for w in one.windows),
                [
                    {key: value for key, value in area.as_dict().items() if key != "geojson"}
                    for area in one.areas
                ],
                one.cancels,
            )
            for one in notices
        ]
        said = [f"{defect.code} {defect.text}" for one in notices for defect in one.defects]
        said += [f"unread {span.text}" for one in notices for span in one.unread]
        found.append((values, frozenset(said)))
    return found


def outcome(before: Sequence[Reading], after: Sequence[Reading]) -> str:
    """unchanged, reported or silent."""
    changed = [(old[1], new) for old, new in zip(before, after, strict=True) if old[0] != new[0]]
    if not changed:
        return "unchanged"
    loud = all(new[0] == "refused" or new[1] - said for said, new in changed)
    return "reported" if loud else "silent"


def prints(rule: Rule, text: str) -> bool:
    """Whether a text has the words of a rule (an entry may be a regular expression, or printed = meant)."""
    words = rule[2].partition(" = ")[0]
    try:
        return re.search(words, text) is not None
    except re.error:
        return words in text


def line(row: Row) -> str:
    return f"{row['outcome']:10} {row['texts']:3d}  {row['rule']}"


def main(words: Sequence[str] | None = None) -> int:
    parser = arguments(__doc__, halves=False)
    files(parser, "--notices", archives("notices/dev.jsonl"), "JSON lines with `text`")
    parser.add_argument("--rules", type=int, default=200, help="how many are taken out, one at a time")
    parser.add_argument("--texts", type=int, default=30, help="at most so many notices for each")
    parser.add_argument("--seed", type=int, default=13)
    given = parser.parse_args(words)
    require(parser, given, "--notices")
    texts = [row["text"] for row in json_lines(given.notices)]
    capitals = [" ".join(text.upper().split()) for text in texts]
    draw = random.Random(given.seed)
    every = rules()
    draw.shuffle(every)
    rows: list[Row] = []
    tried = 0
    for rule in every:
        if len(rows) == given.rules:
            break
        tried += 1
        holding = [text for text, folded in zip(texts, capitals, strict=True) if prints(rule, folded)]
        if not holding:
            continue
        chosen = draw.sample(holding, min(given.texts, len(holding)))
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            try:
                found = outcome(readings(chosen), alone.submit(readings, chosen, rule).result())
            except BrokenProcessPool:
                found = "stuck"
        rows.append({"rule": " / ".join(rule), "texts": len(chosen), "outcome": found})
        say(given, line(rows[-1]))
    count = Counter(row["outcome"] for row in rows)
    changed = count["reported"] + count["silent"]
    figures = {
        "rules": len(rows), "not printed anywhere": tried - len(rows), "unchanged": count["unchanged"],
        "reported": count["reported"], "silent": count["silent"], "stuck": count["stuck"],
        "share of changes reported": share(count["reported"], changed),
    }  # fmt: skip
    return answer(given, rows, figures)


if __name__ == "__main__":
    sys.exit(main())
