"""Tokenizer: a text cut once, from left to right, by one regular expression, each token with its place.

The text is first *folded*, character for character, so that every place in the folded text is a place in the
text as given: full-width digits, typographic dashes and quotes, control characters and small letters become
their plain ASCII capitals; the line break inside a wrapped word or number becomes a filler that no pattern counts.
The expression has no nested repetition, so the work grows with the length of the text and nothing else.
"""

import re
from typing import Any, NamedTuple

LAT, LON, BARE = "lat", "lon", "bare"
ZULU, NUMBER, CLOCK, ISO_DATE, FRACTION, SERIAL, WORD = (
    "zulu",
    "number",
    "clock",
    "iso",
    "fraction",
    "serial",
    "word",
)
FILLER = "\x1f"


class Token(NamedTuple):
    """One piece of a text. `kind` is one of the names above, or the character itself for a mark like ``,``."""

    kind: str
    text: str
    start: int
    end: int
    match: Any = None


def _folding() -> dict[int, int]:
    table = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}
    table |= {0xFF01 + step: 0x21 + step for step in range(94)}  # full-width forms
    table |= {0xFF41 + step: ord("A") + step for step in range(26)}
    table |= {ord(dash): ord("-") for dash in "‐‑‒–—―−﹣"}
    table |= {ord(quote): ord("'") for quote in "‘’‛′´`ʹ"}
    table |= {ord(quote): ord('"') for quote in "“”‟″˝"}
    table |= {ord(degree): ord("°") for degree in "º˚"}
    table |= {ord(blank): ord(" ") for blank in "\xa0\u2002\u2003\u2007\u2009\u202f\u3000\ufeff"}
    table |= {code: ord(" ") for code in (*range(9), 11, 12, *range(14, 32), 127, *range(0x200B, 0x2010))}
    table |= {code: ord(" ") for code in (*range(0x202A, 0x202F), *range(0x2060, 0x206A))}  # direction marks
    lookalikes = zip("АВСЕНКМОРТХ", "ABCEHKMOPTX", strict=True)  # Cyrillic capitals of the same shape
    table |= {ord(cyrillic): ord(latin) for cyrillic, latin in lookalikes}
    table[ord("\t")] = ord(" ")
    table[ord("\u2028")] = table[ord("\u2029")] = table[ord("\x85")] = ord("\n")
    return table


_FOLDING = _folding()
# A break between letters or figures, but before the number of a line; it begins with what `re` finds at once.
_HARD_WRAP = re.compile(
    rf"(?:{FILLER}\n(?<=[A-Z0-9]{FILLER}\n)|\n(?<=[A-Z0-9]\n))(?=[A-Z0-9])(?![0-9A-Z]{{1,2}}[.)])"
)
_WRAP_INSIDE_NUMBER = re.compile(r"(?<![A-Z])([NSEW][0-9]{1,3}|(?<![0-9])[NSEW])\n(?=[0-9])")
# 38-2O.5N, O74-37.2W, 38283ON, N38283O: O, I and L for figures, between at least two figures of a half position.
_MIXED = r"(?=[0-9.-]{0,8}[OIL])(?=(?:[OIL.-]{0,4}[0-9]){2})"
_LETTERS_FOR_FIGURES = re.compile(
    rf"(?<![A-Z0-9.-]){_MIXED}(?:[0-9OIL]{{2,3}}-[0-9OIL]{{2}}(?:[.-][0-9OIL]{{1,4}}){{0,2}}|[0-9OIL]{{4,7}})"
    rf"(?=[ ]?[NSEW](?![A-Z]))"
    rf"|(?<![A-Z][NSEW])(?<=[NSEW]){_MIXED}[0-9OIL]{{4,7}}(?![A-Z0-9])"
)
_BREAK_BEFORE_FIGURE = re.compile(r"\n[0-9]")
_LETTER_BESIDE_FIGURE = re.compile(r"[0-9][OIL]|[OIL][0-9]")  # most texts have none, which is quickly seen
_WITHIN = re.compile(r"(?<![A-Z0-9/])W/I(?![A-Z0-9/])")
_FIGURES = str.maketrans("OIL", "011")
_WRAPPED_LINE = 58  # teleprinter lines end at column 58 to 69; a shorter line was not wrapped


def fold(text: str) -> str:
    """The text in plain capitals, of the same length; a break inside a wrapped word or number is `FILLER`."""
    folded = text.translate(_FOLDING)
    if "\r" in folded:
        folded = folded.replace("\r\n", FILLER + "\n").replace("\r", "\n")
    cuts, parts = 0, []
    for wrap in _HARD_WRAP.finditer(folded):
        line_start = max(folded.rfind("\n", 0, wrap.start()), folded.rfind(FILLER, 0, wrap.start())) + 1
        if wrap.start() - line_start >= _WRAPPED_LINE:
            parts += [folded[cuts : wrap.start()], FILLER * len(wrap[0])]
            cuts = wrap.end()
    if parts:
        folded = "".join([*parts, folded[cuts:]])
    folded = folded.replace(FILLER + "\n", " \n")
    if "W/I" in folded:  # within; not two letters of areas
        folded = _WITHIN.sub("WI ", folded)
    if _LETTER_BESIDE_FIGURE.search(folded):
        folded = _LETTERS_FOR_FIGURES.sub(lambda found: found[0].translate(_FIGURES), folded)
    if not _BREAK_BEFORE_FIGURE.search(folded):
        return folded
    return _WRAP_INSIDE_NUMBER.sub(lambda found: found[1] + FILLER, folded)


_DIGIT = f"[0-9]{FILLER}*"
_SIDE = r"[NSEW](?:(?![A-Z])|(?=[A-Z]\.[ ]?[0-9])|(?=(?:POINTS?|THENCE|THEN|TO|AND|BACK)(?![A-Z])))"
_POINT_FIRST = (
    r"\.[0-9]{1,4}(?=[ -]?(?:NMI?|N\.M|NAUT|MI|MLS|KM|KILOM|SM|ST|M|MET|FT|FEET|YARD|YD|CABLE|RAD))"  # .5 NM
)
# LAT 38 28.5 NORTH LONG 074 37.2 WEST: a word for the letter, not that of NORTH ATLANTIC.
_WORD_SIDE = (
    r"(?:NORTH|SOUTH|EAST|WEST)"
    r"(?=[\s]{0,3}(?:[,;.)(/-]|AND\b|LAT|LON|[0-9]|TO\b|THENCE|THEN\b|RADIUS|WITH|\Z))"
)
# No unit behind: 121.500 MHZ and 13.725 NM are no degrees.
_DECIMAL_END = r"(?![0-9]|\.[0-9]|[ ]?(?:N\.?MI?|MI|KM|M|MET[A-Z]{2,4}|FT|FEET|[MK]?HZ|[°%/])(?![A-Z]))"
_TOKEN = re.compile(
    rf"""
    (?![\s{FILLER}])(?:  # nothing starts with white space
      (?P<plain>[A-Z]{{3,}}+(?![^\W\d_]|'[^\W\d_]))  # most of a text: nothing else can start with three letters
    | (?P<sign>[,;:()/])  # nothing longer starts with these
    | (?P<serial>(?=[A-Z]{{1,2}}[0-9])(?<![A-Z0-9])[A-Z]{{1,2}}[0-9]{{1,5}}/[0-9]{{2,4}}(?![0-9]))
    | (?P<signed>(?=[0-9+-])(?<![0-9.,])(?P<slat>[+-]?[0-9]{{1,2}}\.[0-9]{{3,8}})(?P<sgap>[ ]?[,;]?[ ]?)
        (?P<slon>[+-]?[0-9]{{1,3}}\.[0-9]{{3,8}}){_DECIMAL_END})
    | (?P<prefix>(?=[NSEWO][ 0-9{FILLER}])(?<![A-Z])(?P<pside>[NSEW]|O(?=[0-9]{{5,7}}(?![0-9])))
        (?:{FILLER}+|[ ](?=[0-9]{{2,3}}[ -][0-9]{{2}}(?![0-9])))?
        (?: (?P<pdecimal>[0-9]{{1,3}}\.[0-9]{{1,8}})[ ]?°?(?![0-9]|\.[0-9]|[ ]?(?:NMI?|KM|FT|M)(?![A-Z])|-[0-9])
          | (?P<pdigits>(?:{_DIGIT}){{4,7}}(?:\.[0-9]{{1,6}})?)(?![0-9])
          | (?P<pparts>[0-9]{{1,3}}[ -][0-9]{{2}}(?:[ -][0-9]{{2}})?(?:[.,][0-9]{{1,6}})?)
            (?![0-9]|[.,][0-9]|[NSEW](?![A-Z0-9])) ))
    | (?P<suffix>(?=[0-9][0-9 .,'"{FILLER}-]{{1,60}}+[NSEWO])
        (?: (?P<sdecimal>(?<![0-9.,-])[0-9]{{1,3}}\.[0-9]{{1,8}})(?![ ]?N\.?[ ]?M)
          | (?P<sdigits>(?:{_DIGIT}){{4,7}}(?:\.(?:{_DIGIT}){{1,6}})?)
          | (?P<sblank>[01][0-9]{{2}}[ ][0-9]{{4}}(?=[EW]))
          | (?P<sdots>[0-9]{{1,3}}\.[0-9]{{1,2}}[.-][0-9]{{1,3}})
          | (?P<sparts>[0-9]{{1,3}}(?:-[ ]?|[ ])[0-9]{{1,2}}(?:[ -][0-9]{{1,2}})?(?:[.,][ ]?[0-9]{{1,6}})?)
        )(?:[ ]?['"])?[ ]?
        (?P<sside>{_SIDE}|(?<=[0-9.,' -][0-9.' -])O(?![A-Z])|(?<=[0-9'][ ]){_WORD_SIDE}))
    | (?P<signs>(?=[북남동서]|
            [+-]?[0-9.,]{{1,12}}[ ]?(?:°|도|DEG(?:REES?)?(?![A-Z])\.?|D(?=[0-9]{{1,2}}M))[ ]?
            (?:[NSEW](?![A-Z])|NORTH|SOUTH|EAST|WEST
              |[0-9]{{1,2}}(?:[.,][0-9]{{1,6}})?[ ]?(?:['분초]|MIN|M(?=[0-9NSEW]))))
        (?:(?P<kside>북위|남위|동경|서경)[ ]?)?
        (?P<gplus>(?<![0-9°'"])[+-])?
        (?P<gdeg>[0-9]{{1,3}}(?:[.,][0-9]{{1,8}})?)[ ]?
        (?P<gsign>°|도|DEG(?:REES?)?(?![A-Z])\.?|D(?=[0-9]{{1,2}}M))[ ]?
        (?: (?P<gmin>[0-9]{{1,2}}(?:[.,][0-9]{{1,6}})?)[ ]?(?P<gmsign>['’]|분|초|MIN(?:UTES?)?\.?|M(?=[0-9NSEW]))?[ ]?
            (?: (?P<gsec>[0-9]{{1,2}}(?:[.,][0-9]{{1,6}})?)[ ]?
                (?:"|''|초|분|SEC(?:ONDS?)?\.?|S(?=[NSEW]))?[ ]?(?:"|'')? )? )?
        [ ]?(?P<gside>(?:N(?:ORTH)?|S(?:OUTH)?|E(?:AST)?|W(?:EST)?|O)(?![A-Z]))?)
    | (?=[0-9])(?:
      (?P<bare>[0-9]{{1,3}}-[0-9]{{2}}\.[0-9]{{1,6}})
    | (?P<iso>(?:19|20)[0-9]{{2}}-[0-9]{{2}}-[0-9]{{2}}(?![0-9]))
    | (?P<clock>[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?![0-9]))
    | (?P<zulu>[0-9]{{2,7}}[ ]?Z(?![A-Z]))
    | (?P<fraction>[0-9]{{1,4}}/[0-9]{{2,4}}(?![0-9/])))
    | (?P<number>[0-9]+(?:\.[0-9]+)?|(?<![^\s(]){_POINT_FIRST})
    | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)
    | (?P<mark>[^\s{FILLER}]))
    """,
    re.VERBOSE,
)


def tokenise(folded: str) -> list[Token]:
    """Cut a folded text into tokens. Every character that is not white space belongs to exactly one token."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(folded):
        kind, text = match.lastgroup or "", match[0]
        start, end = match.span()
        if kind == "plain":
            tokens.append(Token(WORD, text, start, end))
        elif kind == "sign":
            tokens.append(Token(text, text, start, end))
        elif kind == "signed":
            tokens += _signed_tokens(match)
        elif kind in ("prefix", "suffix", "signs"):
            tokens.append(_angle_token(kind, match))
        else:
            tokens.append(Token(text if kind == "mark" else kind, text, start, end))
    return tokens


_SIDES = {"북위": "N", "남위": "S", "동경": "E", "서경": "W"}


def _signed_tokens(match: re.Match[str]) -> list[Token]:
    """A latitude and a longitude in signed decimal degrees, with the mark between them: 38.4750, -74.6208."""
    (start, middle), (behind, end) = match.span("slat"), match.span("slon")
    gap = [
        Token(mark, mark, middle + at, middle + at + 1)
        for at, mark in enumerate(match["sgap"])
        if mark != " "
    ]
    return [
        Token(LAT, match["slat"], start, middle, match),
        *gap,
        Token(LON, match["slon"], behind, end, match),
    ]


def _angle_token(notation: str, match: re.Match[str]) -> Token:
    """A latitude or longitude; `coordinates.angle_of` gives its value."""
    if notation == "prefix":
        side: str | None = match["pside"]
    elif notation == "suffix":
        side = match["sside"][0]
    else:
        side = _SIDES.get(match["kside"] or "") or (match["gside"] or " ")[0].strip() or None
    kind = BARE if side is None else LAT if side in "NS" else LON  # O is Ouest, Oeste
    return Token(kind, match[0], match.start(), match.end(), match)
