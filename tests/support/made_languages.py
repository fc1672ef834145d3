"""Notices in eleven languages made from the phrases of real ones, each with its windows, area and kind known.

The phrases are those that warnings of the language print; days, hours and positions are drawn from a seed.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

Days = tuple[int, int]
Vertex = tuple[float, float]
_EN = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_RU = "ЯНВ ФЕВ МАРТ АПР МАЙ ИЮНЬ ИЮЛЬ АВГ СЕНТ ОКТ НОЯБ ДЕК".split()
_ES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
_PT = "JAN FEV MAR ABR MAI JUN JUL AGO SET OUT NOV DEZ".split()
_FR = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_IT = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()
_NO = "januar februar mars april mai juni juli august september oktober november desember".split()
_TR = "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split()
_ID = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()


@dataclass(frozen=True, slots=True)
class Made:
    """A text and what it says: windows in UTC, the kind, and a ring of vertices or a circle's centre and radius."""

    language: str
    text: str
    windows: tuple[tuple[datetime, datetime], ...]
    kind: str
    ring: tuple[Vertex, ...]
    circle_nm: float | None


@dataclass(frozen=True, slots=True)
class Phrases:
    """How a language prints the parts. Dates take (first day, last day, month, year), hours two texts HHMM."""

    kinds: dict[str, str]
    day: Callable[[int, int, int], str]
    days: Callable[[int, int, int, int], str]
    hours: Callable[[str, str], str]
    utc: str
    ring: str
    circle: str  # of {radius} and {centre}
    sides: tuple[str, str, str, str]
    notation: str
    order: str  # of {head}, {kind}, {days}, {hours}, {area}
    heads: tuple[str, ...]


def _colon(clock: str) -> str:
    return f"{clock[:2]}:{clock[2:]}"


LANGUAGES: dict[str, Phrases] = {
    "russian": Phrases(
        {"ПУСКИ РАКЕТНЫЕ": "launch", "СТРЕЛЬБЫ РАКЕТНЫЕ": "missile", "СТРЕЛЬБЫ АРТИЛЛЕРИЙСКИЕ": "gunnery"},
        lambda d, m, y: f"{d:02} {_RU[m - 1]}", lambda a, b, m, y: f"{a:02} ПО {b:02} {_RU[m - 1]}",
        lambda a, b: f"{a} ДО {b}", "", "РАЙОНЕ ОПАСНОМ ДЛЯ ПЛАВАНИЯ",
        "РАЙОНЕ ОПАСНОМ ДЛЯ ПЛАВАНИЯ РАДИУСОМ {radius} МИЛЬ С ЦЕНТРОМ {centre}", ("С", "Ю", "В", "З"), "{d}-{m}{s}",
        "{head}\nБАРЕНЦЕВО МОРЕ\n1. {kind} {days} {hours}\n{area}\n2. ОТМ 17/26 ЭТОТ ПУНКТ=",
        ("ПРИП МУРМАНСК {n}/26 КАРТА 10100", "НАВИП {n}/26"),
    ),
    "norwegian": Phrases(
        {"Rakettoppskyting": "launch", "Missilskyting": "missile", "Skyteøvelse": "gunnery"},
        lambda d, m, y: f"den {d}. {_NO[m - 1]} {y}", lambda a, b, m, y: f"fra {a}. til {b}. {_NO[m - 1]} {y} daglig",
        lambda a, b: f"kl. {a} til {b}", "UTC", "i området avgrenset av posisjonene:",
        "innenfor {radius} nautiske mil av {centre}", ("N", "S", "Ø", "V"), "{d}-{m}{s}",
        "{head}\n{kind} {days} {hours}\n{area}", ("NAVAREA XIX {n}/26",),
    ),
    "french": Phrases(
        {"LANCEMENT DE FUSÉE": "launch", "TIRS DE MISSILES": "missile", "TIRS D'ARTILLERIE": "gunnery"},
        lambda d, m, y: f"LE {d} {_FR[m - 1]} {y}", lambda a, b, m, y: f"DU {a} AU {b} {_FR[m - 1]} {y}",
        lambda a, b: f"DE {a[:2]}h{a[2:]} À {b[:2]}h{b[2:]}", "UTC",
        "DANS LA ZONE DÉLIMITÉE PAR LES POINTS SUIVANTS :",
        "DANS UN RAYON DE {radius} MILLES AUTOUR DE LA POSITION {centre}", ("N", "S", "E", "O"), "{d}° {mc}' {s}",
        "{head}\n{kind} {days} {hours}\n{area}", ("AVURNAV BREST {n}/26", "AVURNAV TOULON {n}/26"),
    ),
    "spanish": Phrases(
        {"LANZAMIENTO DE COHETES": "launch", "LANZAMIENTO DE MISILES": "missile", "EJERCICIOS DE TIRO": "gunnery"},
        lambda d, m, y: f"EL {d} DE {_ES[m - 1]} DE {y}", lambda a, b, m, y: f"DEL {a} AL {b} DE {_ES[m - 1]} DE {y}",
        lambda a, b: f"DE {a} A {b}", "UTC", "EN EL ÁREA DELIMITADA POR LAS SIGUIENTES COORDENADAS:",
        "EN UN RADIO DE {radius} MILLAS NÁUTICAS CON CENTRO EN {centre}", ("N", "S", "E", "O"), "{d}-{m}{s}",
        "{head}\n{kind} {days} {hours}\n{area}", ("NAVAREA VI {n}/2026", "AVISO A LOS NAVEGANTES {n}/26"),
    ),
    "portuguese": Phrases(
        {"LANÇAMENTO DE FOGUETE": "launch", "LANÇAMENTO DE MÍSSEIS": "missile", "EXERCÍCIO DE TIRO REAL": "gunnery"},
        lambda d, m, y: f"EM {d:02} {_PT[m - 1]} {y}", lambda a, b, m, y: f"DE {a:02} A {b:02} {_PT[m - 1]} {y}",
        lambda a, b: f"DAS {a} ÀS {b}", "UTC", "ÁREA PERIGOSA LIMITADA POR:",
        "NUM RAIO DE {radius} MILHAS NÁUTICAS COM CENTRO EM {centre}", ("N", "S", "L", "O"), "{d}-{m}{s}",
        "{head}\n{kind} {days} {hours}\n{area}", ("NAVAREA V {n}/26", "AVISO AOS NAVEGANTES {n}/26"),
    ),
    "italian": Phrases(
        {"LANCIO DI RAZZI": "launch", "ESERCITAZIONE LANCIO MISSILI": "missile", "ESERCITAZIONI DI TIRO": "gunnery"},
        lambda d, m, y: f"IL {d:02} {_IT[m - 1]} {y}", lambda a, b, m, y: f"DAL {a:02} AL {b:02} {_IT[m - 1]} {y}",
        lambda a, b: f"DALLE {a} ALLE {b}", "UTC", "NELLA ZONA DELIMITATA DAI SEGUENTI PUNTI:",
        "NEL RAGGIO DI {radius} MIGLIA NAUTICHE CON CENTRO IN {centre}", ("N", "S", "E", "O"), "{d}-{m}{s}",
        "{head}\n{kind} {days} {hours}\n{area}", ("AVVISO AI NAVIGANTI {n}/26",),
    ),
    "turkish": Phrases(
        {"ROKET ATIŞI": "launch", "FÜZE ATIŞI": "missile", "TOP ATIŞ EĞİTİMİ": "gunnery"},
        lambda d, m, y: f"{d:02} {_TR[m - 1]} {y} tarihinde",
        lambda a, b, m, y: f"{a:02}-{b:02} {_TR[m - 1]} {y} tarihlerinde her gün", lambda a, b: f"{a}-{b}", "UTC",
        "Tehlikeli saha:", "{centre} merkezli {radius} deniz mili yarıçaplı daire",
        ("K", "G", "D", "B"), "{d}° {m}' {s}",
        "{head}\n{kind} {days} {hours}\n{area}", ("SEYİR DUYURUSU {n}/26",),
    ),
    "indonesian": Phrases(
        {"PELUNCURAN ROKET": "launch", "PENEMBAKAN RUDAL": "missile", "LATIHAN PENEMBAKAN": "gunnery"},
        lambda d, m, y: f"TANGGAL {d} {_ID[m - 1]} {y}",
        lambda a, b, m, y: f"TANGGAL {a} SAMPAI DENGAN {b} {_ID[m - 1]} {y} SETIAP HARI",
        lambda a, b: f"PUKUL {a[:2]}.{a[2:]} S.D. {b[:2]}.{b[2:]}", "UTC", "DI DAERAH YANG DIBATASI OLEH KOORDINAT:",
        "DALAM RADIUS {radius} MIL LAUT DARI {centre}", ("LU", "LS", "BT", "BB"), "{d}° {mc}' {s}",
        "{head}\n{kind} {days} {hours}\n{area}", ("BERITA PELAUT INDONESIA {n}/26",),
    ),
    "chinese": Phrases(
        {"发射火箭": "launch", "导弹发射": "missile", "实弹射击": "gunnery"},
        lambda d, m, y: f"{y}年{m}月{d}日", lambda a, b, m, y: f"从{y}年{m}月{a}日至{b}日，每日",
        lambda a, b: f"{a}时至{b}时", "(UTC)", "在下列各点连线范围内：",
        "以{centre}为中心、半径{radius}海里范围内", ("北纬", "南纬", "东经", "西经"), "{s}{d}度{m}分",
        "{head}，南海，{days}{hours}，{kind}，{area}。禁止驶入。", ("琼航警{n}/26", "粤航警{n}/26"),
    ),
    "japanese": Phrases(
        {"ロケット打上げ": "launch", "ミサイル発射": "missile", "実弾射撃訓練": "gunnery"},
        lambda d, m, y: f"{y}年{m}月{d}日", lambda a, b, m, y: f"{y}年{m}月{a}日から{b}日まで毎日",
        lambda a, b: f"{a[:2]}時{a[2:]}分から{b[:2]}時{b[2:]}分まで", "(UTC)", "下記地点により囲まれる区域\n",
        "{centre}を中心とする半径{radius}海里の円内", ("北緯", "南緯", "東経", "西経"), "{s}{d}度{m}分",
        "{head} {kind}。{days}{hours}。{area}", ("NAVAREA XI {n}/26",),
    ),
    "korean": Phrases(
        {"로켓 발사": "launch", "미사일 발사": "missile", "해상사격훈련": "gunnery"},
        lambda d, m, y: f"{y}년 {m}월 {d}일", lambda a, b, m, y: f"{y}년 {m}월 {a}일부터 {b}일까지 매일",
        lambda a, b: f"{_colon(a)} ~ {_colon(b)}", "(UTC)", "다음 지점을 연결한 구역\n",
        "{centre}를 중심으로 반경 {radius}해리 이내", ("북위", "남위", "동경", "서경"), "{s} {d}도 {m}분",
        "{head} {kind} {days} {hours}\n{area}", ("NAVAREA XI {n}/26",),
    ),
}  # fmt: skip


def made(language: str, seed: int) -> Made:
    """The notice of a language and a seed."""
    draw = random.Random(f"{language} {seed}")
    phrases = LANGUAGES[language]
    words, kind = draw.choice(list(phrases.kinds.items()))
    month, first = draw.randint(1, 12), draw.randint(1, 24)
    last = first + draw.choice([0, 0, 1, 2, 3])
    start, length = draw.randrange(0, 20 * 60, 5), draw.randrange(30, 230, 5)
    hours = phrases.hours(*(f"{at // 60:02}{at % 60:02}" for at in (start, start + length)))
    days = phrases.day(first, month, 2026) if first == last else phrases.days(first, last, month, 2026)
    south, west = draw.choice([(0, 0), (1, 0), (0, 1), (1, 1)])
    lat0, lon0 = draw.randint(2, 70), draw.randint(4, 170)
    corners = [(lat0, lon0), (lat0 + 1, lon0), (lat0 + 1, lon0 + 1), (lat0, lon0 + 1)][: draw.choice([3, 4])]
    ring: list[Vertex] = []
    printed = []
    for lat, lon in corners:
        texts = []
        for degrees, side, wide in ((lat, south, 2), (lon, west, 3)):
            tenths = draw.randint(0, 300)
            texts.append(_angle(phrases, degrees, tenths, 2 * (wide == 3) + side, wide))
            ring.append(((degrees + tenths / 600) * (-1 if side else 1), 0.0))
        printed.append(" ".join(texts))
    pairs = tuple((ring[i][0], ring[i + 1][0]) for i in range(0, len(ring), 2))
    circle = draw.randint(2, 60) if draw.random() < 0.3 else None
    if circle is None:
        area = phrases.ring + ("" if phrases.ring.endswith("\n") else "\n") + "\n".join(printed)
    else:
        area, pairs = phrases.circle.format(radius=circle, centre=printed[0]), pairs[:1]
    head = draw.choice(phrases.heads).format(n=draw.randint(1, 999))
    text = phrases.order.format(
        head=head, kind=words, days=days, hours=f"{hours} {phrases.utc}".strip(), area=area
    )
    midnight = datetime(2026, month, first, tzinfo=UTC)
    windows = tuple(
        (
            midnight + timedelta(days=day, minutes=start),
            midnight + timedelta(days=day, minutes=start + length),
        )
        for day in range(last - first + 1)
    )
    return Made(language, text, windows, kind, pairs, circle)


def _angle(phrases: Phrases, degrees: int, tenths: int, side: int, wide: int) -> str:
    minutes = f"{tenths / 10:04.1f}"
    parts = {
        "d": f"{degrees:0{wide}}",
        "m": minutes,
        "mc": minutes.replace(".", ","),
        "s": phrases.sides[side],
    }
    return phrases.notation.format(**parts)
