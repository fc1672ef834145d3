"""The notices in the brief: the launch as the case states it, what was announced, and who lies under each area."""

from collections.abc import Iterable
from typing import Any

from downrange.answers.notice_who import territories_of
from downrange.answers.part_codes import UnderNote
from downrange.answers.parts.shared import PartInputs
from downrange.case.case_inputs import area_title
from downrange.codes import says_and_codes
from downrange.earth.ellipsoid import geodesic_inverse
from downrange.earth.instants import format_utc
from downrange.earth.polygons import ring_area_km2, ring_centroid
from downrange.geography.sites import Site
from downrange.geography.territories import Territory
from downrange.kernel.parallel import Draws
from downrange.launch.areas.area import Area
from downrange.launch.notices.launch_hours import hours_notes
from downrange.launch.notices.notice import Notice

LAND_KINDS = ("country", "province", "islands")


def launch_of(inputs: PartInputs, draws: Draws) -> dict[str, Any]:
    """The launch as the case takes it, and how it lies to the windows."""
    launch, site, liftoff = inputs.case.launch, inputs.site, inputs.liftoff
    announced, planned = inputs.case.announced_window, inputs.planned
    opens = announced.start if announced else planned[0].start if planned else None
    return {
        "receipt": "case",
        "liftoff": liftoff.kind,
        "time": liftoff.clock(0),
        "time_by": liftoff.by,
        "window": [format_utc(liftoff.window.start), format_utc(liftoff.window.end)]
        if liftoff.window
        else None,
        "vehicle": launch.vehicle,
        "payload": launch.payload,
        "site": {
            "code": site.code,
            "name": site.name.split(" / ")[0].split(",")[0],
            "lat": site.lat_deg,
            "lon": site.lon_deg,
        },
        "sources": list(launch.sources),
        "window_opens": format_utc(opens) if opens else None,
        "window_by": announced.by if announced else None,
        **says_and_codes("hours", hours_notes(inputs.ascent_notices), "hours_codes"),
        "minutes_before_window": round((opens - liftoff.instant).total_seconds() / 60, 1)
        if opens and liftoff.instant
        else None,
    }


def announced(inputs: PartInputs, draws: Draws) -> list[dict[str, Any]]:
    """Every notice as read, its areas measured from the site and with the territories under them."""
    told = []
    for index, notice in inputs.announced:
        written = inputs.case.notices[index]
        said = notice.as_dict()
        said["areas"] = [
            area_from(area, dict(entry), notice, inputs.site)
            for area, entry in zip(notice.areas, said["areas"], strict=True)
        ]
        told.append(
            {
                "receipt": "notices",
                "file": written.file,
                "text": notice.text,
                "sources": list(written.sources),
                "note": written.note,
                **said,
            }
        )
    return told


def area_from(area: Area, entry: dict[str, Any], notice: Notice, site: Site) -> dict[str, Any]:
    """One area with its size, its place from the site, and who lies under it."""
    ring = area.boundary
    entry["title"] = area_title(area, notice)
    entry |= {"area_km2": None, "range_km": None, "azimuth_deg": None}
    if ring is None:
        code = UnderNote.NOT_DRAWN
        return entry | {"under": {"land": [], "waters": [], "words": code.says(), "code": str(code)}}
    lat, lon = ring_centroid(ring)
    distance_m, azimuth_deg, _ = geodesic_inverse(site.lat_deg, site.lon_deg, lat, lon)
    entry["area_km2"] = round(area.area_km2 if area.area_km2 is not None else ring_area_km2(ring), 1)
    entry["centre"] = [round(lat, 4), round(lon, 4)]
    entry["range_km"] = round(float(distance_m) / 1000, 1)
    entry["azimuth_deg"] = round(float(azimuth_deg), 1)
    entry["under"] = under(territories_of(area) or ())
    return entry


def under(found: Iterable[Territory]) -> dict[str, Any]:
    """Territories under an area: land and waters apart, and one line that says both."""
    land = [t for t in found if t.kind in LAND_KINDS]
    waters = [t for t in found if t.kind not in LAND_KINDS]
    facts = {
        "land": ", ".join(t.name for t in land) or "no land",
        "waters": "".join(["; ", ", ".join(t.name for t in waters)] if waters else []),
    }
    return {
        "land": [{"code": t.code, "name": t.name, "kind": t.kind} for t in land],
        "waters": [{"code": t.code, "name": t.name, "kind": t.kind} for t in waters],
        "words": UnderNote.UNDER.says(facts),
        "code": str(UnderNote.UNDER),
    }
