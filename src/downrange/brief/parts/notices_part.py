"""River 1 in the brief: what was announced, who lies under it, and the plane that the areas show."""

from collections.abc import Iterable
from typing import Any

from downrange.case.case_inputs import CaseInputs, area_title
from downrange.earth.ellipsoid import geodesic_inverse
from downrange.earth.instants import datetime_utc, format_utc
from downrange.earth.polygons import ring_area_km2, ring_centroid
from downrange.geography.sites import Site
from downrange.geography.territories import Territory, territories_under
from downrange.launch.areas.area import Area
from downrange.launch.notices.notice import Notice
from downrange.launch.plane.launch_plane import Plane
from downrange.orbit.elements.elements import Elements

LAND_KINDS = ("country", "province", "islands")


def launch_of(inputs: CaseInputs) -> dict[str, Any]:
    """The launch as the case takes it, and how it lies to the windows."""
    launch, site, liftoff = inputs.case.launch, inputs.site, inputs.liftoff
    announced, notices = inputs.case.announced_window, inputs.notices
    opens = announced.start if announced else min((w.start for n in notices for w in n.windows), default=None)
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
        "minutes_before_window": round((opens - liftoff.instant).total_seconds() / 60, 1)
        if opens and liftoff.instant
        else None,
    }


def announced(inputs: CaseInputs) -> list[dict[str, Any]]:
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
        return entry | {
            "under": {"land": [], "waters": [], "words": "not drawn: it needs a boundary from elsewhere"}
        }
    lat, lon = ring_centroid(ring)
    distance_m, azimuth_deg, _ = geodesic_inverse(site.lat_deg, site.lon_deg, lat, lon)
    entry["area_km2"] = round(ring_area_km2(ring), 1)
    entry["centre"] = [round(lat, 4), round(lon, 4)]
    entry["range_km"] = round(float(distance_m) / 1000, 1)
    entry["azimuth_deg"] = round(float(azimuth_deg), 1)
    entry["under"] = under(territories_under(entry["geojson"]))
    return entry


def under(found: Iterable[Territory]) -> dict[str, Any]:
    """Territories under an area: land and waters apart, and one line that says both."""
    land = [t for t in found if t.kind in LAND_KINDS]
    waters = [t for t in found if t.kind not in LAND_KINDS]
    words = ", ".join(t.name for t in land) or "no land"
    if waters:
        words += "; " + ", ".join(t.name for t in waters)
    return {
        "land": [{"code": t.code, "name": t.name, "kind": t.kind} for t in land],
        "waters": [{"code": t.code, "name": t.name, "kind": t.kind} for t in waters],
        "words": words,
    }


def plane_in_brief(plane: Plane, stated: dict[str, Any] | None) -> dict[str, Any]:
    """The plane as `downrange plane` says it, and beside it the orbit that was flown (`stated`), if it is known."""
    said: dict[str, Any] = {"receipt": "plane", **plane.as_dict(), "flown": stated}
    said["histogram"] = [round(share, 5) for share in plane.geometry.histogram]
    verdict = "The areas determine the plane" if plane.determined else "Not determined by these areas"
    said["words"] = (
        f"{verdict}: the geometry alone allows inclinations from [/plane/geometry_only/inclination_deg/p05|.1f]° to "
        "[/plane/geometry_only/inclination_deg/p95|.1f]° (5 to 95 %)."
    )
    return said


def flown_orbit(elements: Elements, main: int, plane: Plane) -> dict[str, Any] | None:
    """The orbit flown, from the earliest element set of the case's satellite; nothing is tuned to make it fit."""
    rows = [k for k, norad in enumerate(elements.norad.tolist()) if norad == main]
    if not rows:
        return None
    first = min(rows, key=lambda k: (float(elements.epoch_jd[k]), float(elements.epoch_fraction[k])))
    inclination = float(elements.inclination_deg[first])
    epoch = datetime_utc(float(elements.epoch_jd[first]), float(elements.epoch_fraction[first]))
    inside = plane.geometry.inclination_deg.contains(inclination)
    return {
        "receipt": "elements",
        "norad": main,
        "epoch": format_utc(epoch),
        "inclination_deg": round(inclination, 4),
        "inside_geometry": inside,
        "words": "The orbit flown, [/plane/flown/inclination_deg|.2f]°, lies "
        + ("inside" if inside else "outside")
        + " that interval"
        + (
            "."
            if inside
            else ": these areas do not show the plane flown, as where a rocket turns after it has dropped what falls "
            "into them. Nothing here was tuned to make the two agree."
        ),
    }
