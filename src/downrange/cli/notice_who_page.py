"""Who lies under the areas of notices, at the terminal."""

from collections.abc import Sequence
from itertools import groupby

from rich.markup import escape

from downrange.answers.notice_who import AreaUnder, NoticeUnder
from downrange.answers.part_codes import UnderNote
from downrange.cli.notice_pages import KINDS, show_untimed, show_windows
from downrange.cli.terminal import console, print_hanging

MOST_NAMES = 12  # of provinces and islands that are named; the count is always given


def show_who(notices: Sequence[NoticeUnder], *, most_towns: int, by_file: bool) -> None:
    """Every notice with its areas, under the name of its file where there are several."""
    for file, group in groupby(notices, key=lambda one: one.reading.file):
        if by_file:
            console.print(f"[bold cyan]{escape(file)}[/]")
        for one in group:
            _show(one, most_towns)
    if any(under.waters for one in notices for under in one.areas):
        print_hanging("Waters are distances from the shore, not legal limits.", style="dim")
    if any(under.towns for one in notices for under in one.areas):
        print_hanging(
            "Towns of GeoNames (CC BY 4.0): hamlets are missing, and merged towns may be counted twice.",
            style="dim",
        )


def _show(one: NoticeUnder, most_towns: int) -> None:
    notice, standing = one.reading.notice, one.reading.standing
    console.rule(f"[bold]{escape(one.reading.name)}[/bold] · {KINDS[notice.kind]}", align="left")
    if standing is not None:
        print_hanging(standing.told)
    if standing is None and notice.windows:
        show_windows(notice.windows, None)
    show_untimed(notice.untimed)
    for under in one.areas:
        differs = under.standing is not None and under.standing != standing
        _show_area(under, most_towns, with_standing=differs)
    if not notice.every_word_was_read:
        print_hanging(
            "! not everything in it was read without doubt: see `downrange notice read`", mark="yellow"
        )
    if not one.areas and notice.kind != "cancel":
        print_hanging("! no area was read", mark="yellow")
    console.print()


def _show_area(under: AreaUnder, most_towns: int, *, with_standing: bool) -> None:
    area = under.area
    head = f"area {area.label or area.name or '·'} ({area.shape})"
    if with_standing and under.standing is not None:
        head += f": {under.standing.told}"
    print_hanging(head)
    if under.territories is None:
        print_hanging(f"  ! {UnderNote.NOT_DRAWN.says()}")
        return
    for title, kind in (("countries", "country"), ("provinces", "province"), ("islands", "islands")):
        names = [one.name for one in under.land if one.kind == kind]
        if names:
            more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
            print_hanging(f"  {title}: {', '.join(names[:MOST_NAMES])}{more}")
    for one in under.land:
        if one.note:
            print_hanging(f"  ! {one.name}: {one.note}")
    if not under.land:
        print_hanging("  no land")
    waters = [one.name for one, _ in under.waters]
    print_hanging(f"  waters: {'; '.join(waters)}" if waters else "  no waters within 200 nm of a shore")
    if under.towns:
        largest = ", ".join(f"{town.name} ({town.population:,})" for town in under.towns[:most_towns])
        count = (
            f"{len(under.towns)} town{'s' * (len(under.towns) > 1)}, {under.people:,} people by their figures"
        )
        print_hanging(f"  {count}{': ' if largest else ''}{largest}")
    elif under.land:
        print_hanging("  no town of GeoNames")
