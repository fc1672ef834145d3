"""How often the areas of a launch alone name its site: rank of the true site over launches.

    python design/site_accuracy.py --launches FILE.jsonl... [--half fit|check|all] [--json]

The files and halves are those of plane_accuracy.py; the figures in `launch/plane/site_likelihood` were chosen on the
half "fit". Only launches before the one in question count as history. Launches without an area that has an outline
are left out.
"""

import sys

from downrange.geography.sites import same_place
from downrange.launch.plane.site_likelihood import likely_sites
from measurement import Row, answer, arguments, files, half_of, require, share
from plane_accuracy import NOTICES, NoticedLaunch, noticed_launches


def row_of(launch: NoticedLaunch) -> Row | None:
    """The rank of the true site among those that the areas name; None without an outline."""
    areas = [area for area in launch.announced.areas if area.boundary is not None]
    if not areas:
        return None
    ranked = likely_sites(areas, launch.liftoff.date())
    codes = {launch.site.code} | {site.code for site in same_place(launch.site)}
    rank = next((k for k, origin in enumerate(ranked, 1) if origin.site.code in codes), None)
    best = [{"site": origin.site.code, "share": origin.share} for origin in ranked[:3]]
    return {"launch": launch.name, "site": launch.site.code, "rank": rank, "best": best}


def line(row: Row) -> str:
    best = ", ".join(f"{one['site']} {one['share']:.2f}" for one in row["best"])
    return f"{row['launch'][:30]:30} {row['site']:6} rank {row['rank'] or '-':>2}   {best}"


def main(words: list[str] | None = None) -> int:
    parser = arguments(__doc__)
    files(parser, "--launches", NOTICES, "notices with launch, site and date, one a line")
    given = parser.parse_args(words)
    require(parser, given, "--launches")
    chosen = [one for one in noticed_launches(given.launches) if given.half in ("all", half_of(one.name))]
    rows = [row for row in map(row_of, chosen) if row]
    first = sum(row["rank"] == 1 for row in rows)
    third = sum(row["rank"] is not None and row["rank"] <= 3 for row in rows)
    figures = {
        "launches": len(rows),
        "first": first,
        "first_share": share(first, len(rows)),
        "among_three": third,
    }
    return answer(given, rows, figures, line)


if __name__ == "__main__":
    sys.exit(main())
