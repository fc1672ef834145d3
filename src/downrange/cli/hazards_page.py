"""Hazard areas at the terminal: of each body and of failed flights, how large, and from when until when."""

from collections.abc import Mapping
from typing import Any

from downrange.cli.door_codes import DoorNote
from downrange.cli.terminal import console, narrow_table

SHOWN = {"planned": "planned", "per launch": "per launch", "failure": "if it fails"}  # ways to fail: --json


def show_hazards(said: Mapping[str, Any]) -> None:
    """A table of the areas, then what moves the size of those of failed flights most."""
    console.print()
    if not said["areas"]:
        console.print(said["refused"]["says"], markup=False)
        return
    table = narrow_table("keep clear", "of", "", "limit", "km2", "closed, T+ min")
    for row in said["areas"]:
        span, held = row["span_s"], row["criterion"] == "containment"
        if row["given"] in SHOWN and (held or row["area_km2"] != 0.0):
            table.add_row(
                row["target"],
                row["of"],
                SHOWN[row["given"]],
                f"{row['limit']:.0%} inside" if held else f"above {row['limit']:g}",
                "cannot tell" if row["area_km2"] is None else f"{row['area_km2']:,.0f}",
                f"{span[0] / 60:g} to {span[1] / 60:g}" if span else "",
            )
    console.print(table)
    for reason in sorted({row["says"] for row in said["areas"] if row["area_km2"] is None}):
        console.print(f"{reason}.", markup=False)
    if said["refused"]:
        console.print(said["refused"]["says"], markup=False)
    for remark in said["remarks"]:
        console.print(remark, markup=False)
    for target, unknown in said["dominant"].items():
        low, high = unknown["area_km2"][unknown["code"]]
        facts = {"target": target, "source": unknown["source"], "low": low, "high": high}
        console.print(DoorNote.HAZARD_DEPENDS.says(facts), markup=False)
    console.print(DoorNote.HAZARD_TABLE.says(said["thresholds"]), markup=False)
