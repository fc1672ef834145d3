"""Help texts of the verbs: what each answers, what to know beside it, and an example that runs."""

HELP = {
    "brief": """\
Write the brief of a launch: brief.html, brief.json, areas.geojson, case.kml, case.czml, overflights.ics.

Example: downrange brief 2023-11-21-malligyong-1 --out out
""",
    "case list": """\
List the cases that come with Downrange.

Example: downrange case list
""",
    "case new": """\
Make an empty case folder whose files say, in comments, what belongs in them.

Example: downrange case new 2027-03-01-example
""",
    "case check": """\
List everything that is wrong with a case folder; exit 1 if there is anything.

Example: downrange case check 2023-11-21-malligyong-1
""",
    "vehicles": """\
List the launch vehicles on file; of one alone what is stated of its stages, by whom, and what is computed from it.

A case names one in a word, above its tables: vehicle = "Long March 2C". Spreads are the 5th percentile, the median
and the 95th. Figures of the source "memory" were checked against no opened page.

Example: downrange vehicles CZ-2C
""",
    "coverage": """\
Say how often satellites reach an area or the globe: revisit, gaps, first access, share seen.

A point is reached while some satellite of the file has it within the angle and in the light. The spread is over
the ground: half of it is better off than the median. No camera is assumed; clouds are not known.

Example: downrange coverage 58400.tle --grid 20 --start 2024-06-01T00:00Z --end 2024-06-08T00:00Z
""",
    "decay": """\
Forecast when objects come down: median and 90 % window, from element sets and space weather.

Give an object's history where there is one: its drag is told from how the orbit has sunk. The windows are
measured on passive objects in near-circular orbits up to 180 days ahead; for others the reason is said
instead, with exit code 1 when no object has a forecast.

Example: downrange decay 41333.tle --as-of 2023-06-01T00:00Z --space-weather SW-Last5Years.txt
""",
    "debris": """\
Say where and when the pieces of a break-up or a re-entry come down, and through which heights.

Give the state in which it happens, each figure with its spread (one standard deviation), or element sets with the
instant (--at) or for a forecast of their end (--as-of). Areas hold 97 % of the pieces at the surface and in bands
of height, by slices of time; beside them, where one ship or aircraft is hit with more than a threshold's chance.

Example: downrange debris --lat 24.5+-0.3 --lon -86+-0.5 --altitude 146+-2 --speed 5920+-30 --heading 98+-2
--path 0+-1 --at 2025-01-16T22:45Z
""",
    "fall": """\
Say when each announced body comes down, where, over whom it falls, and who is at risk if the flight fails.

Each draw begins at a stated burn-out and is solved so that it ends where the notice or the press says. The
powered flight is fitted to the same falls; it is let fail at every moment, and each territory gets two answers:
overflown, and hit.

Example: downrange fall 2023-11-21-malligyong-1 --samples 1000
""",
    "identify": """\
Find which objects, new between two catalogues, came from a launch, and say why.

Names and designators are not read. The exit code is 0 if the launch reached orbit and 1 if not, or if that
is undecided.

Example: downrange identify --before 1109.tle --after 1209.tle --site SOHAE
--window 2023-11-21T13:00Z/2023-11-21T15:00Z
""",
    "manoeuvres": """\
Find manoeuvres in element histories: bracketing times, change of speed, direction, probability.

Sets days apart show burns of a few mm/s; of sets weeks apart only raises are told, in sum. A pure change of plane
is not seen. The probability is the share of real manoeuvres among such findings.

Example: downrange manoeuvres 58400.tle --control-site 39.0425,125.71
""",
    "notice compare": """\
Say what has changed between two texts of notices: areas moved, windows changed, notices added or cancelled.

Notices are compared that bear one number, of which one replaces the other, or that announce one launch: then the
corners in which two issuers differ are named. The exit code is 0 whether or not something has changed, and 1 where
a time or an area could not be read and so not compared.

Example: downrange notice compare old.txt new.txt
""",
    "notice read": """\
Read every notice in the files: NAVAREA, HYDROPAC, NOTAM, NGA JSON or XML, several run together.

A file that cannot be read is reported and does not lose the others. The exit code is 1 where in some notice no time
or no area could be read, and 2 where a file could not be read.

Example: downrange notice read notice.txt --in-force 2023-11-22T12:00Z --tz Asia/Manila
""",
    "notice who": """\
Say who lies under the areas of notices: countries, provinces, islands, waters off their shores, towns.

Borders are those of Natural Earth: who holds a place, not legal title. Waters are distances from the shore (12, 24
and 200 nm), not legal limits. With --at, each area is marked as in force or not. The exit code is 1 where an area
has no outline, so that nobody can say who lies under it, and 2 where a file could not be read.

Example: downrange notice who notice.txt --at 2023-11-22T12:00Z
""",
    "overflight": """\
Find when a satellite could image a place: the geometry and the light, not that it did.

Nothing is assumed of the camera, so each window says how much of one it would need. Clouds are not known.
"off" is the angle from the vertical at the satellite, "ground" the distance of the point below it. A pixel on
the ground grows with the view: by how much, across and along the line of sight, stands under "pixel".

Example: downrange overflight 58400.tle --place 38.8977,-77.0365 --start 2023-11-27T00:00Z --end 2023-11-28T00:00Z
""",
    "passes": """\
Find when satellites rise, culminate and set over places.

Elevations are geometric, without refraction; times are UTC. Of several element sets of one object the
nearest in epoch is used. A pass cut by the window is marked.

Example: downrange passes 58400.tle --place 39.0425,125.71 --start 2023-11-22T00:00Z --end 2023-11-23T00:00Z
""",
    "plane": """\
Infer the orbital plane of a launch from its hazard areas, and say whether they determine it.

The areas alone and the areas with the site's past launches are weighed side by side. Sea and air notices of one
launch may be given together. History is what the site flew before lift-off or, without --liftoff, up to a week
before the first window.

Example: downrange plane notice.txt --site SOHAE --liftoff 2023-11-21T13:42:58Z
""",
    "record timeline": """\
Show what happened and what was said, in one order, each line with who says so and where.

Example: downrange record timeline 2023-11-21-malligyong-1
""",
    "record claims": """\
Show claims and denials side by side, question by question; support is counted at its root.

Example: downrange record claims 2023-11-21-malligyong-1 --question munitions
""",
    "record provisions": """\
Show the provisions that bear on a launch or a transfer; a paragraph number only where it was seen.

Example: downrange record provisions 2023-11-21-malligyong-1 --topic launch
""",
    "record check": """\
Put the claims that an orbit can test to the test, and say what that does and does not show.

Example: downrange record check 2023-11-21-malligyong-1 C25
""",
    "record keep": """\
Keep a case's record in an SQLite file; keeping it again changes only what changed.

Example: downrange record keep 2023-11-21-malligyong-1 record.sqlite
""",
    "record verify": """\
Check that a record is what was kept: every statement, every list and every page of its file.

The hashes find damage; whoever can write the file can also write them anew. Exit code 1 if anything is found.

Example: downrange record verify --store record.sqlite
""",
    "search": """\
Write search elements: the low orbit a launch should enter, and how wide to look around it.

The plane is that of `downrange plane`, or the inclination given; the covariance is in the orbit's own frame
(RTN). Print it with --omm kvn and give it to any program that reads orbit messages.

Example: downrange search notice.txt --site SOHAE --liftoff 2023-11-21T13:42:28Z --height 480/520
""",
}
