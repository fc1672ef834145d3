"""Sunrise and sunset by NOAA's series, apart from the reader's formula, to check its schedules by minutes.

Fractional year, equation of time and declination as in "General Solar Position Calculations" (NOAA Global
Monitoring Laboratory); the Sun's upper limb at the horizon with refraction, zenith angle 90.833 degrees. Within
three minutes of the sunrise equation between 60 S and 60 N; beyond it the Sun rises at a flat angle and nothing is
compared.
"""

from datetime import date
from math import acos, cos, degrees, pi, radians, sin, tan

_ZENITH_DEG = 90.833
MOST_LATITUDE_DEG = 60.0
AGREE_MIN = 5  # the sum of both errors
_RISE, _SET = 100_000, 200_000  # a minute of the day that is one of the Sun, plus its offset


def sun_code(*, rising: bool, offset_min: int = 0) -> int:
    """Minutes from sunrise or sunset as one number far beyond any minute of a day."""
    return (_RISE if rising else _SET) + offset_min


def is_of_the_sun(minutes: float) -> bool:
    """Whether a minute of the day is one of the Sun."""
    return minutes > _RISE / 2


def is_daylight(first: float, last: float) -> bool:
    """Whether hours go from sunrise to sunset."""
    return _RISE / 2 < first < (_RISE + _SET) / 2 < last


def minute_of(code: float, day: date, lat_deg: float, lon_deg: float) -> float | None:
    """The minute from 0000Z of the day that holds the place's noon; None on a day or at a latitude without one."""
    if abs(lat_deg) > MOST_LATITUDE_DEG:
        return None
    rising = code < (_RISE + _SET) / 2
    offset = code - (_RISE if rising else _SET)
    year = 2 * pi / 365 * (day.timetuple().tm_yday - 1 - lon_deg / 360)
    equation_min = 229.18 * (
        0.000075
        + 0.001868 * cos(year)
        - 0.032077 * sin(year)
        - 0.014615 * cos(2 * year)
        - 0.040849 * sin(2 * year)
    )
    declination = (
        0.006918 - 0.399912 * cos(year) + 0.070257 * sin(year) - 0.006758 * cos(2 * year) + 0.000907 * sin(2 * year)
        - 0.002697 * cos(3 * year) + 0.00148 * sin(3 * year)
    )  # fmt: skip
    lat = radians(lat_deg)
    cosine = cos(radians(_ZENITH_DEG)) / (cos(lat) * cos(declination)) - tan(lat) * tan(declination)
    if not -1 <= cosine <= 1:
        return None
    half_day_deg = degrees(acos(cosine))
    return 720 - 4 * (lon_deg + (half_day_deg if rising else -half_day_deg)) - equation_min + offset
