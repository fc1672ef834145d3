"""One notice of every family, re-keyed from the published text, with answers worked out by hand.

Sources: NGA broadcast warnings (NAVAREA IV, XII, HYDRO*), NAVAREA XIX and XX coordinators, and NOTAMs of the
states named by their numbers.
"""

from typing import Any, NamedTuple

import pytest

from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.notice_reader import read_notices


class Case(NamedTuple):
    """A text and what it says: windows as "MMDDHHMM-MMDDHHMM[ label]", areas as (label, shape, count or size)."""

    text: str
    kind: str
    windows: list[str]
    areas: list[tuple[str | None, str, float]]
    cancels: tuple[str, ...] = ()
    ends: str | None = None


CASES = {
    "alternates, areas A and B": Case(
        """061148Z OCT 25
NAVAREA IV 1081/25(11,26).
NORTH ATLANTIC.
1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING
   120811Z TO 121253Z OCT, ALTERNATE
   130748Z TO 131230Z, 140726Z TO 141208Z OCT
   IN AREAS BOUND BY:
   A. 31-57.00N 077-01.00W, 32-23.00N 076-52.00W, 33-08.00N 075-40.00W.
   B. 28-39.69N 080-38.17W, 28-55.00N 080-20.00W, 28-46.00N 080-09.00W,
      28-28.66N 080-32.15W.
2. CANCEL THIS MSG 141308Z OCT 25.""",
        "launch",
        ["10120811-10121253", "10130748-10131230", "10140726-10141208"],
        [("A", "polygon", 3), ("B", "polygon", 4)],
        ends="2025-10-14T13:08:00Z",
    ),
    "windows by letter, over the new year": Case(
        """231759Z DEC 25
NAVAREA XII 1425/25(18).
NORTH PACIFIC.
1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING:
   A. 302200Z TO 310100Z DEC, ALTERNATE 2200Z TO 0100Z DAILY
      31 DEC THRU 01 JAN IN AREA BOUND BY
      31-45N 121-09W, 31-43N 121-15W, 34-39N 120-40W.
   B. 302200Z TO 310130Z DEC IN AREA BOUND BY
      28-26N 121-34W, 28-19N 121-55W, 28-31N 122-13W.
2. CANCEL NAVAREA XII 1399/25.
3. CANCEL THIS MSG 020200Z JAN 26.""",
        "launch",
        ["12302200-12310100 A", "12312200-01010100 A", "01012200-01020100 A", "12302200-12310130 B"],
        [("A", "polygon", 3), ("B", "polygon", 3)],
        ("NAVAREA XII 1399/25",),
        "2026-01-02T02:00:00Z",
    ),
    "days first, hours by letter": Case(
        """290912Z APR 15
NORTH ATLANTIC.
ROCKETS.
1. HAZARDOUS OPERATIONS 05 THRU 06 MAY DAILY:
   A. 1801Z TO 1843Z IN AREA BOUND BY
      60-00N 010-00W, 61-00N 010-00W, 61-00N 012-00W.
   B. 1810Z TO 1900Z IN AREA BOUND BY
      62-00N 010-00W, 63-00N 010-00W, 63-00N 012-00W.
2. CANCEL THIS MSG 062000Z MAY 15.""",
        "launch",
        ["05051801-05051843 A", "05061801-05061843 A", "05051810-05051900 B", "05061810-05061900 B"],
        [("A", "polygon", 3), ("B", "polygon", 3)],
        ends="2015-05-06T20:00:00Z",
    ),
    "two paragraphs": Case(
        """020924Z OCT 18
NAVAREA XII 416/18.
1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING
   070151Z TO 070306Z OCT IN AREA BOUND BY
   33-03N 121-07W, 32-37N 120-35W, 31-46N 121-00W.
2. HAZARDOUS OPERATIONS, SPACE DEBRIS
   070407Z TO 070422Z OCT IN AREA BOUND BY
   00-52S 152-42W, 00-20S 155-10W, 07-06N 158-07W.
3. CANCEL THIS MSG 070522Z OCT 18.""",
        "launch",
        ["10070151-10070306 1", "10070407-10070422 2"],
        [("1", "polygon", 3), ("2", "polygon", 3)],
        ends="2018-10-07T05:22:00Z",
    ),
    "lists and ranges of days": Case(
        """121808Z AUG 25
HYDROLANT 1310/25.
1. HAZARDOUS OPERATIONS, SPACE DEBRIS
   2005Z TO 2020Z DAILY 18, 20 AND 30 AUG THRU 01 SEP
   IN AREA BOUND BY 26-00S 020-00W, 26-00S 018-00W, 28-00S 018-00W.
2. CANCEL THIS MSG 012120Z SEP 25.""",
        "reentry",
        ["08182005-08182020", "08202005-08202020", "08302005-08302020", "08312005-08312020", "09012005-09012020"],
        [(None, "polygon", 3)],
        ends="2025-09-01T21:20:00Z",
    ),
    "commencing daily, circle": Case(
        """231231Z MAR 26
HYDROPAC 899/26.
NORTH PACIFIC.
1. HAZARDOUS OPERATIONS, SPACE DEBRIS
   2230Z TO 0130Z COMMENCING DAILY 31 MAR THRU 01 APR.
   IN AREA WITHIN 216 MILES OF
   39-36.00N 163-56.00E.
2. CANCEL THIS MSG 020230Z APR 26.""",
        "reentry",
        ["03312230-04010130", "04012230-04020130"],
        [(None, "circle", 216)],
        ends="2026-04-02T02:30:00Z",
    ),
    "sectors": Case(
        """152129Z JUN 18
HYDROPAC 2231/18.
1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING
   200530Z TO 200730Z JUN IN AREAS WITHIN:
   A. FIVE MILES OF 08-31.98N 076-52.05E
      BETWEEN 190 DEGREES AND 300 DEGREES.
   B. 45 MILES OF 08-31.98N 076-52.05E
      BETWEEN 220 DEGREES AND 260 DEGREES.
2. CANCEL THIS MSG 200830Z JUN 18.""",
        "launch",
        ["06200530-06200730"],
        [("A", "sector", 5), ("B", "sector", 45)],
        ends="2018-06-20T08:30:00Z",
    ),
    "corridor": Case(
        """010203Z FEB 20
HYDROPAC 300/20.
1. MISSILE OPERATIONS 030100Z TO 030500Z FEB
   IN AREA WITHIN 18 MILES OF TRACKLINE JOINING
   10-00N 150-00E, 12-00N 152-00E, 13-00N 155-00E.
2. CANCEL THIS MSG 030600Z FEB 20.""",
        "missile",
        ["02030100-02030500"],
        [(None, "corridor", 18)],
        ends="2020-02-03T06:00:00Z",
    ),
    "box, also with gunnery": Case(
        """081452Z JUL 13
HYDROARC 77/13.
MISSILES. GUNNERY.
1. HAZARDOUS OPERATIONS 0400Z TO 1600Z DAILY
   10 THRU 11 JUL IN AREA BETWEEN
   69-58.0N 69-34.5N AND 033-38.0E 037-47.0E.
2. CANCEL THIS MSG 111700Z JUL 13.""",
        "missile",
        ["07100400-07101600", "07110400-07111600"],
        [(None, "box", 2)],
        ends="2013-07-11T17:00:00Z",
    ),
    "a cancellation": Case(
        """090631Z DEC 11
ARCTIC.
ROCKETS.
CANCEL HYDROARC 237/11 AND THIS MSG, OPERATIONS COMPLETED.""",
        "cancel",
        [],
        [],
        ("HYDROARC 237/11",),
    ),
    "except Sundays": Case(
        """291245Z JUL 16
HYDROLANT 1918/16.
1. GUNNERY OPERATIONS 0500Z TO 1700Z DAILY
   06 THRU 08 AUG EXCEPT SUNDAYS
   IN AREA BOUND BY 45-03N 036-17E, 44-57N 036-23E, 44-45N 036-24E.
2. CANCEL THIS MSG 081800Z AUG 16.""",
        "gunnery",
        ["08060500-08061700", "08080500-08081700"],
        [(None, "polygon", 3)],
        ends="2016-08-08T18:00:00Z",
    ),
    "Norway: letters are vertices": Case(
        """NAVAREA XIX 99/25
BARENTS SEA
 1. ROCKET LAUNCHING FROM 0830 TO 1030 UTC  21 TO 22 AUG
 DANGEROUS AREAS TO NAVIGATION BOUNDED BY:
 AREA: A
 A. 73-01.32N 030-54.14E
 B. 71-53.10N 032-54.52E
 C. 71-39.33N 031-25.13E
 D. 73-01.32N 030-54.14E
 AREA: B
 A. 70-46.16N 033-52.10E
 B. 69-45.49N 035-13.13E
 C. 69-34.49N 033-57.26E
 2. CANCEL THIS MSG 221130 AUG 25""",
        "launch",
        ["08210830-08211030", "08220830-08221030"],
        [("A", "polygon", 3), ("B", "polygon", 3)],
        ends="2025-08-22T11:30:00Z",
    ),
    "Norway: days before hours, decimal comma": Case(
        """NAVAREA XIX 11/16
 ANDOYA WILL LAUNCH ROCKETS 27.OCT  TO 28.OCT 16. BETWEEN 1800-0300 UTC
A SECTOR WITH ORIGIN IN POS. 69-17.64N 016-01.11E
TRUE BEARING: 310-348. SECTOR LENGTH: 8,5 NM""",
        "launch",
        ["10271800-10280300", "10281800-10290300"],
        [(None, "sector", 8.5)],
    ),
    "Russia: lost line breaks, coast": Case(
        "NAVAREA XX 117/25BARENTS AND WHITE SEAS.CHART RUS 10100.1. MISSILE FIRINGS 0300 UTC TO 2000 UTC 16 "
        "SEPNAVIGATION PROHIBITED IN TERRITORIAL WATERSDANGEROUS OUTSIDE IN AREAS BOUNDED BY:A. 69-24.0N "
        "039-50.0E, "
        "67-52.0N 044-07.0E,THEN COASTAL LINE TO 66-44.0N 044-24.0E.B. 67-31.0N 045-02.0E, 67-15.0N 045-43.0E,"
        "67-11.0N 045-30.0E.2. CANCEL THIS MSG 162100 UTC SEP 25.=NNNN",
        "missile",
        ["09160300-09162000"],
        [("A", "polygon", 3), ("B", "polygon", 3)],
        ends="2025-09-16T21:00:00Z",
    ),
    "Russia: several days and hours": Case(
        "NAVAREA XX 47/26 BARENTS SEA. CHART RUS 10100. 1. ROCKET LAUNCHING 13 APR 2100 TO 2400 UTC AND 14 "
        "TO 15 APR "
        "0000 TO 1600 UTC AND 2100 TO 2400 UTC AND 16 APR 0000 TO 1600 UTC DANGEROUS IN AREA BOUNDED BY: "
        "70-56-00N 032-04-58E, 70-46-16N 033-52-10E, 69-45-49N 035-13-13E. 2. CANCEL THIS MSG 161700 UTC APR "
        "26.= NNNN",
        "launch",
        ["04132100-04140000", "04140000-04141600", "04142100-04150000", "04150000-04151600", "04152100-04160000",
         "04160000-04161600"],
        [(None, "polygon", 3)],
        ends="2026-04-16T17:00:00Z",
    ),
    "China: wrapped numbers, no reason": Case(
        """A4226/25 NOTAMN
Q) ZLHW/QRTCA/IV/BO/W/000/999/4115N10034E055
A) ZLHW B) 2511140820 C) 2511140850
E) A TEMPORARY RESTRICTED AREA ESTABLISHED BOUNDED BY:
N415038E0993947-N412111E0993947-N410000E1002422-N404001E1002422-N40
4001E1013000-N414959E1013000,BACK TO START.
VERTICAL LIMITS:SFC-UNL.
F) SFC G) UNL""",
        "other",
        ["11140820-11140850"],
        [(None, "polygon", 6)],
    ),
    "Philippines: daily schedule over midnight": Case(
        """B1921/25 NOTAMR B1900/25
Q) RPHI/QWMLW/IV/BO /W /000/999/1238N11644E048
A) RPHI B) 2505252200 C) 2505270200
D) 2200-0200
E) SPECIAL OPS (AEROSPACE FLT ACT) WILL BE CONDUCTED BY CHINA
EST FALL AREA FOR UNBURNED DEBRIS WI:
130200N 1160300E -
132300N 1163000E -
121400N 1172500E -
130200N 1160300E
(195NM NORTHWEST OF LUBANG ISLAND)
F) SFC G) UNL""",
        "launch",
        ["05252200-05260200", "05262200-05270200"],
        [(None, "polygon", 3)],
        ("B1900/25",),
    ),
    "Vietnam: months first": Case(
        """A0737/25 NOTAMN
Q) VVHM/QAFXX/IV/NBO/E/000/999/1023N11056E032
A) VVHM B) 2504281930 C) 2505010025
D) APR 28 1930-2359, APR 29 0000-0025 1930-2359,
APR 30 0000-0025, MAY 01 0000-0025
E) DUE TO AEROSPACE FLIGHT ACTIVITY FM CHINA WI:
095300N1104200E - 105200N1104200E - 105200N1111000E
- 095300N1111000E
POINTS CONNECTION RANGE
F) SFC G) UNL""",
        "launch",
        ["04281930-04282359", "04290000-04290025", "04291930-04292359", "04300000-04300025", "05010000-05010025"],
        [(None, "polygon", 4)],
    ),
    "Australia: full times": Case(
        """E1026/26 NOTAMN
Q) YMMM/QRDCA/IV/BO/W/000/999/4800S10900E999
A) YMMM
B) 2603281258 C) 2603300431
D) 2603281258 TO 2603281754
   2603292335 TO 2603300431
E) ATMOSPHERIC RE-ENTRY AND SPLASHDOWN OF STAGE2 WI THE FLW AREA:
3952S 08205E - 4648S 09701E - 5117S 11527E TO BEGINNING
F) SFC G) UNL""",
        "reentry",
        ["03281258-03281754", "03292335-03300431"],
        [(None, "polygon", 3)],
    ),
    "Tahiti: days with hours each": Case(
        "G0106/26 NOTAMN  Q) SOOO/QWMLW/IV/BO /W /000/999/0926N04849W164  A) SOOO B) 2604012200 C) 2604040330  "
        "D) 01 2200-2359, 02-03 2300-0252, 04 0030-0330  E) ROCKET PARTS FALLOUT DURING ROCKET LAUNCH "
        "LATERAL LIMITS :   "
        "1035N04622W  0647N04827W   0938N05132W   1000N04800W  F) SFC G) UNL    CREATED: 30 MAR 2026 12:37  "
        "SOURCE: EUECYIYN",
        "launch",
        ["04012200-04012359", "04022300-04030252", "04032300-04040252", "04040030-04040330"],
        [(None, "polygon", 4)],
    ),
    "Ireland: weekdays, circle of a radius": Case(
        """J0012/26 NOTAMN
Q) EISN/QRTCA/IV/BO /W /000/031/5408N00947W001
A) EISN B) 2603131000 C) 2603171700
D) MON-FRI 1000-1700 EXC MAR 17
E) ROCKETS. LATERAL LIMITS: A CIRCLE RADIUS OF 0.6NM CENTRED ON: 540733.1N 0094659.5W
F) SFC G) 3100FT AMSL""",
        "launch",
        ["03131000-03131700", "03161000-03161700"],
        [(None, "circle", 0.6)],
    ),
    "India: circle around the launcher": Case(
        """A2136/26 NOTAMN
Q) VOMF/QWMLW/IV/BO/W/000/999/
A) VOMF B) 2607180500 C) 2607190900
D) 0500-0900
E) ROCKET LAUNCH FM SHAR RANGE. LAUNCH PAD COORD: 134400N 0801406E
1) DANGER ZONE -1: IS A CIRCLE OF 10 NM AROUND THE LAUNCHER.
2) DANGER ZONE -2: IS AN AREA BOUNDED BY FOLLOWING COORDINATES:
I. 1115N 08205E
II. 1135N 08225E
III. 1010N 08330E
IV. 1115N 08205E
F) SFC G) UNL""",
        "launch",
        ["07180500-07180900", "07190500-07190900"],
        [("2", "polygon", 3), ("1", "circle", 10)],
    ),
    "Japan: times per area": Case(
        "P3442/26 NOTAMN  Q)RJJJ/QXXXX/IV/NBO/E/000/999/2448N12408E228  A)RJJJ B)2607220245 C)2607220321  "
        "E)DUE TO AN AEROSPACE FLIGHT ACTIVITY, AFFECTED ON JUL 22 2026,0245-0321    AREA1:FM 0245 TO 0312   "
        "2836N12402E - 2836N12400E - 2752N12400E - 2836N12402E  ALTITUDE:SFC - UNL    AREA2:FM 0246 TO 0321   "
        "2151N12418E - 2150N12354E - 2100N12355E - 2151N12418E  ALTITUDE:SFC - UNL  F)SFC G)UNL",
        "launch",
        ["07220245-07220312 1", "07220246-07220321 2"],
        [("1", "polygon", 3), ("2", "polygon", 3)],
    ),
    "Spain: a named area": Case(
        "D1656/26 NOTAMN  Q) LECM/QRDCA/IV/BO /W /000/245/3701N00648W012  A) LECM B) 2604270700 C) 2604281300  "
        "D) 0700-1300  E) LED120 ACTIVATED FOR REAL ROCKET LAUNCHING  F) SFC G) FL245",
        "launch",
        ["04270700-04271300", "04280700-04281300"],
        [(None, "named", 0)],
    ),
    "FAA: flight restriction": Case(
        "FDC 6/6749 AIRSPACE SPACE OPERATIONS TFR. Starbase, TX. NOTAM Number : FDC 6/6749 Issue Date : July "
        "19, 2026 at "
        "1324 UTC Beginning Date and Time : July 21, 2026 at 2230 UTC Ending Date and Time : July 22, 2026 "
        "at 0054 UTC "
        "Reason for NOTAM : Space Operations Affected Area(s) Top Airspace Definition: Region bounded by: "
        "Latitude: "
        "Longitude: FRD: From: 255600N 0971000W BRO078011.3 To: 260100N 0971200W BRO051011 To: 260600N 0970200W "
        "BRO051021.3 To: 255600N 0971000W BRO078011.3 Altitude: From the surface up to Unlimited Effective "
        "Date(s): "
        "From July 21, 2026 at 2230 UTC ENDSECTION1",
        "launch",
        ["07212230-07220054"],
        [(None, "polygon", 3)],
    ),
}  # fmt: skip


def said_size(area: dict[str, Any]) -> float:
    sizes = {
        "polygon": lambda: len(area["vertices"]),
        "corridor": lambda: area["halfwidth_nm"],
        "box": lambda: len(area["lat"]),
        "named": lambda: 0,
    }
    return float(sizes.get(area["shape"], lambda: area["radius_nm"])())


def said_window(window: dict[str, Any]) -> str:
    def short(t: str) -> str:
        return t[5:7] + t[8:10] + t[11:13] + t[14:16]

    return f"{short(window['start'])}-{short(window['end'])}" + (
        f" {window['area']}" if window["area"] else ""
    )


@pytest.mark.parametrize("name", CASES)
def test_a_notice_of_every_family(name: str) -> None:
    case = CASES[name]
    (notice,) = read_notices(case.text)
    said = notice.as_dict()
    assert said["kind"] == case.kind
    assert [said_window(window) for window in said["windows"]] == case.windows
    assert [(area["label"], area["shape"], said_size(area)) for area in said["areas"]] == case.areas
    assert tuple(said["cancels"]) == case.cancels
    assert said["self_cancel"] == case.ends
    for area in said["areas"]:
        assert ("geojson" in area) == (area["shape"] != "named")


def test_vertices_are_as_printed_and_know_their_words() -> None:
    text = CASES["Norway: letters are vertices"].text
    (notice,) = read_notices(text)
    area = notice.areas[1]
    assert [round(v, 4) for v in area.vertices[0]] == [70.7693, 33.8683]
    assert text[slice(*area.spans[0])] == "70-46.16N 033-52.10E"


def test_messages_run_together_are_parted() -> None:
    both = CASES["corridor"].text + " " + CASES["sectors"].text.replace("\n", " ")
    first, second = read_notices(both)
    assert (first.number, second.number) == ("HYDROPAC 300/20", "HYDROPAC 2231/18")
    assert all(both[span.start : span.end] == span.text for span in (*first.unread, *second.unread))


def test_a_message_printed_twice_is_given_once() -> None:
    (notice,) = read_notices(CASES["corridor"].text + "\n" + CASES["corridor"].text)
    assert any(NoticeDefect.COPY is defect.code for defect in notice.defects)


def test_json_and_xml_envelopes() -> None:
    text = CASES["corridor"].text.partition("\n")[2].replace("\n", "\\n")
    head = '"msgYear": 2020, "msgNumber": 300, "navArea": "P", "issueDate": "010203Z FEB 2020"'
    entry = f'{{{head}, "text": "{text}"}}'
    (notice,) = read_notices(f'{{"broadcast-warn": [{entry}]}}')
    assert (notice.number, len(notice.windows), notice.areas[0].shape) == ("HYDROPAC 300/20", 1, "corridor")
    xml = f"<smaps><smapsActiveEntity><msgText>{CASES['corridor'].text}</msgText></smapsActiveEntity></smaps>"
    assert (
        read_notices(xml)[0].areas == notice.areas
        or read_notices(xml)[0].areas[0].line == notice.areas[0].line
    )


def test_a_year_that_cannot_be_had_is_said_and_can_be_given() -> None:
    text = "ROCKET LAUNCHING DAILY FROM 1400-1500 UTC 11-12 DEC IN AREA 76-22N 021-55E 75-24N 024-43E 74-51N 021-45E"
    (notice,) = read_notices(text)
    assert notice.windows == ()
    assert any(NoticeDefect.NO_YEAR is defect.code for defect in notice.defects)
    (notice,) = read_notices(text, year=2025)
    assert [window.start.year for window in notice.windows] == [2025, 2025]
