"""`downrange search`: predicted elements of a launch, before any are published, for those who want to look for it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.table import Table

from downrange.cli.identify import interval_deg
from downrange.cli.terminal import console, emit, read_input
from downrange.earth.instants import format_utc, parse_utc
from downrange.errors import InputError
from downrange.geography.sites import Site, find_site
from downrange.launch.notices.notice_reader import read_notices
from downrange.launch.plane.ascent_areas import areas_of_ascent
from downrange.launch.plane.azimuth import inertial_azimuths_deg
from downrange.launch.plane.launch_plane import launch_plane
from downrange.orbit.elements.omm import write_omm
from downrange.orbit.elements.omm_keywords import covariance_record
from downrange.orbit.identify.search.expected_orbit import SearchElements, search_elements
from downrange.orbit.identify.search.rtn_covariance import covariance_rtn
from downrange.orbit.identify.search.search_width import widths
from downrange.orbit.identify.site_inclinations import southward

app = typer.Typer()

STEEP_DEG = 80.0  # the habit of flying north or south is known above this inclination
CLEAR = 0.75
ORIGINATOR = "DOWNRANGE"
LATER = (
    "For a lift-off a minute later than assumed, add one minute to EPOCH and 0.2507 deg to RA_OF_ASC_NODE; "
    "each pass then comes about that much later. The covariance stays."
)
NATURE = (
    "A prediction from hazard areas, site and lift-off, not from observations: mean elements of a circular orbit, "
    "without drag. The covariance is linear: far along the track the object is lower than it says."
)
NOTICES = "Notices of the launch; - reads standard input. Without any give --inclination, or the site's past speaks."


@app.command()
def search(
    site: Annotated[str, typer.Option(help='Launch site: GCAT code (SOHAE, JQ, CC), name, or "lat,lon".')],
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE|-...", help=NOTICES)] = None,
    liftoff: Annotated[
        str | None,
        typer.Option(
            help="Time of lift-off, ISO 8601 UTC; without it the middle of the notices' first window."
        ),
    ] = None,
    inclination: Annotated[
        str | None, typer.Option(metavar="LO/HI", help="Inclination in degrees, if stated; 9 chances in 10.")
    ] = None,
    heading: Annotated[
        str | None,
        typer.Option(metavar="north|south", help="Which way the launch flies, where no area shows it."),
    ] = None,
    height: Annotated[
        str | None, typer.Option(metavar="LO/HI", help="Mean height of the orbit in km; 9 chances in 10.")
    ] = None,
    eccentricity: Annotated[
        float | None, typer.Option(min=0.0, max=0.2, help="What the eccentricity stays below.")
    ] = None,
    omm: Annotated[
        str | None,
        typer.Option(metavar="kvn|xml|json|csv", help="Print the OMM with its covariance, and nothing else."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Write search elements: the low orbit a launch should enter, and how wide to look around it.

    The plane is that of `downrange plane`, or the inclination given; the covariance is in the orbit's own frame
    (RTN). Print it with --omm kvn and give it to any program that reads orbit messages.

    Example: downrange search notice.txt --site SOHAE --liftoff 2023-11-21T13:42:28Z --height 480/520
    """
    where = find_site(site)
    notices = [notice for file in files or [] for notice in read_notices(read_input(file))]
    time = parse_utc(liftoff) if liftoff is not None else None
    announced = areas_of_ascent(where, notices, liftoff=time)
    if time is None and announced.window is None:
        raise InputError(
            "no lift-off is given, nor a window", hint="Give --liftoff, or notices with a window."
        )
    at = time or announced.window.start + (announced.window.end - announced.window.start) / 2  # type: ignore[union-attr]
    plane = launch_plane(where, announced.areas, liftoff=time, window=announced.window, aside=announced.aside)
    said = plane.answer.inclination_deg
    interval = interval_deg(inclination) if inclination is not None else (said.p05, said.p95)
    near = (
        plane.shown.line_deg
        if plane.shown is not None and heading is None
        else _near_deg(where, interval, heading)
    )
    found = search_elements(
        where, at, interval, near, height_km=_height_km(height), eccentricity=eccentricity
    )
    remarks = [*found.assumed]
    if inclination is None and not plane.determined:
        remarks.append(
            f"The plane is not determined: {interval[0]:.1f} to {interval[1]:.1f} deg must be searched."
        )
    created = datetime.now(UTC)
    if omm is not None:
        print(_message(found, omm.lower(), remarks, created), end="")
    elif json:
        emit(_answer(found, remarks, created))
    else:
        _show(found, remarks)


def _near_deg(site: Site, interval: tuple[float, float], heading: str | None) -> float:
    """The direction, as a course, to which the flown one of two courses is nearer."""
    middle = (interval[0] + interval[1]) / 2
    courses = inertial_azimuths_deg(site.lat_deg, middle)
    if courses is None:
        return 90.0 if middle < 90 else 270.0
    if heading is not None:
        if heading.lower() not in ("north", "south"):
            raise InputError(f"{heading!r} is no heading", hint="Say north or south.")
        return courses[heading.lower() == "south"]
    south = southward(site) if middle > STEEP_DEG else 0.5
    if max(south, 1 - south) < CLEAR:
        raise InputError(
            f"two courses lead to {middle:.1f} deg, {courses[0]:.0f} and {courses[1]:.0f}, and nothing shows which",
            hint="Give --heading north or south, or notices whose areas show it.",
        )
    return courses[south > 0.5]


def _height_km(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    try:
        low, high = (float(part) for part in text.split("/"))
    except ValueError as error:
        raise InputError(f"{text!r} is no interval of heights", hint="Write it as 480/520, in km.") from error
    if not 100 <= low <= high <= 3000:
        raise InputError(
            f"{text!r} is no interval of heights of low orbits",
            hint="Give 100 to 3000 km, the lower bound first.",
        )
    return low, high


def _message(found: SearchElements, notation: str, remarks: list[str], created: datetime) -> str:
    more = {
        "CREATION_DATE": created.strftime("%Y-%m-%dT%H:%M:%S"),
        "ORIGINATOR": ORIGINATOR,
        **covariance_record(covariance_rtn(found), "RTN"),
    }
    about = f"Search elements for a lift-off from {found.site.code} at {format_utc(found.liftoff)}."
    return write_omm(found.elements, notation, more=[more], comments=[about, NATURE, LATER, *remarks])


def _answer(found: SearchElements, remarks: list[str], created: datetime) -> dict[str, Any]:
    return {
        **found.as_dict(),
        "widths": [width.as_dict() for width in widths(found)],
        "omm": _message(found, "kvn", remarks, created),
        "remarks": [*remarks, NATURE, LATER],
    }


def _show(found: SearchElements, remarks: list[str]) -> None:
    e, sd = found.elements, found.sd()
    console.print(f"Search elements for a lift-off from {found.site.code} at {format_utc(found.liftoff)}:\n")
    table = Table(
        "at the epoch, ten minutes later", "predicted", "standard deviation", box=None, pad_edge=False
    )
    for name, value, unit, key in (
        ("inclination", e.inclination_deg[0], "deg", "inclination_deg"),
        ("right ascension of the node", e.raan_deg[0], "deg", "raan_deg"),
        ("mean argument of latitude", e.mean_anomaly_deg[0], "deg", "latitude_argument_deg"),
        ("mean motion", e.mean_motion_rev_day[0], "rev/day", "mean_motion_rev_day"),
    ):
        table.add_row(name, f"{value:.2f} {unit}", f"{sd[key]:.2f}")
    console.print(table)
    console.print("\nWhere to look, nine chances in ten, to either side:")
    wide = Table("hours on", "early or late", "beside the track", "higher or lower", box=None, pad_edge=False)
    for width in widths(found):
        wide.add_row(
            f"{width.hours:g}",
            f"{width.early_late_min:.0f} min",
            f"{width.cross_track_deg:.1f} deg",
            f"{width.height_km:.0f} km",
        )
    console.print(wide)
    console.print()
    for remark in (*remarks, NATURE, LATER):
        console.print(f"- {remark}", markup=False)
    console.print(
        "\n[dim]Degrees beside the track are seen from the Earth's centre. --omm kvn prints the message.[/]"
    )
