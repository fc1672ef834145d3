"""Years among the atoms of a time expression, and the commas and weekdays that only dress a date."""

from itertools import zip_longest

from downrange.launch.notices.times.incomplete_dates import full_year, moment
from downrange.launch.notices.times.time_atoms import Atom
from downrange.launch.notices.tokens.token_page import Page

_AUTUMN = 9  # month from which a message may speak of the year before


def with_years(atoms: list[Atom], page: Page) -> list[Atom]:
    """The atoms with years told from days and hours, without commas inside dates and weekdays of whole dates."""
    atoms = [  # OPENS 281200Z AND CLOSES 281630Z
        atom
        for atom, behind in zip_longest(atoms, atoms[1:])
        if not (atom.kind == "and" and behind is not None and behind.kind == "to")
    ]
    dated = _years_told(_without_date_commas(atoms, page), page)
    return _without_weekdays_of_dates(_without_year_commas(dated, page))


def _years_told(atoms: list[Atom], page: Page) -> list[Atom]:
    """Distinguish years from days and hours: "26 JUL 26", "NOV 2024", "SEP 05-10 2025", never "APR 28 1930-2359"."""
    kinds = [atom.kind for atom in atoms]
    first, has_month = month_first(kinds), "month" in kinds
    result: list[Atom] = []
    for index, atom in enumerate(atoms):
        before = kinds[index - 1] if index else ""
        after = kinds[index + 1] if index + 1 < len(kinds) else ""
        digits = page.tokens[atom.at].text
        dated = atom.kind == "hm" and has_month and before != "to"
        if (
            dated
            and digits.isdigit()
            and 1990 <= int(digits) <= 2069
            and _may_be_full_year(page, atom, int(digits))
        ):
            dated_before = kinds[max(0, index - 4) : index] == [
                "hm",
                "month",
                "day",
                "and",
            ]  # 1200 NOV 28, 2026
            if dated_before or not (
                after == "to" and index + 2 < len(kinds) and kinds[index + 2] in ("hm", "sun")
            ):
                atom = Atom("year", atom.at, int(digits))
        elif atom.kind == "day" and before == "month" and not first and len(digits) == 2:
            after_that = kinds[index + 2] if index + 2 < len(kinds) else ""
            listed = after in ("to", "and", "day") and after_that == "month"
            apart = after == "day" and atoms[index + 1].at > atom.at + 1  # NOV 25 RESERVE DAYS 28 NOV
            behind = page.tokens[atoms[index - 1].at + 1 : atom.at]
            if any(token.text != "," for token in behind) or not _may_be_year(page, atoms[index - 1], atom.a):
                pass  # NOV. BACKUP DATES 29 AND 30 NOV
            elif after != "month" and (not listed or apart):
                atom = Atom("year", atom.at, full_year(int(digits)))
        kinds[index] = atom.kind
        result.append(atom)
    return result


def _may_be_full_year(page: Page, atom: Atom, year: int) -> bool:
    """Whether four digits like 2030 are a year of the message or beside it, and not an hour before UTC."""
    if page.is_word(atom.at + 1, "UTC", "GMT", "Z", "HRS", "HOURS", "H"):
        return False
    return not page.years or any(abs(year - printed) <= 1 for printed in page.years)


def _may_be_year(page: Page, month: Atom, digits: int) -> bool:
    """Whether two digits are a year of the message, the one behind it, or in autumn the one before it."""
    printed = page.years
    near = {year + 1 for year in printed} | {year - 1 for year in printed if month.a >= _AUTUMN}
    return not printed or digits in {year % 100 for year in printed | near}


def _without_date_commas(atoms: list[Atom], page: Page) -> list[Atom]:
    """SEP,29 - OCT,03: the comma between a month and its day joins nothing."""
    if not month_first([atom.kind for atom in atoms]):
        return atoms
    return [
        atom
        for before, atom, behind in zip([None, *atoms], atoms, [*atoms[1:], None], strict=False)
        if not (
            before is not None
            and behind is not None
            and (before.kind, atom.kind, behind.kind) == ("month", "and", "day")
            and page.tokens[atom.at].kind == ","
        )
    ]


def _without_year_commas(atoms: list[Atom], page: Page) -> list[Atom]:
    """NOV 28, 2026: the comma between a day and its year joins nothing."""
    kinds = [atom.kind for atom in atoms]
    if not month_first(kinds):
        return atoms
    return [
        atom
        for index, atom in enumerate(atoms)
        if not (
            kinds[max(0, index - 1) : index + 2] == ["day", "and", "year"]
            and page.tokens[atom.at].kind == ","
        )
    ]


def _without_weekdays_of_dates(atoms: list[Atom]) -> list[Atom]:
    """MON 30 NOV 2026: a weekday before a whole date that it agrees with says nothing more."""
    kept = []
    for index, atom in enumerate(atoms):
        kinds = [other.kind for other in atoms[index + 1 : index + 4]]
        if atom.kind == "weekday" and kinds == ["day", "month", "year"]:
            day, month, year = (other.a for other in atoms[index + 1 : index + 4])
            instant = moment(year, month, day)
            if instant is not None and instant.weekday() == atom.a:
                continue
        kept.append(atom)
    return kept


def month_first(kinds: list[str]) -> bool:
    first = {kind: kinds.index(kind) for kind in ("month", "day", "dhm") if kind in kinds}
    return "month" in first and first["month"] < min(first.get("day", 10**9), first.get("dhm", 10**9))
