"""Times of sunrise and sunset, to a few minutes, for windows that end at SUNSET.

The sunrise equation with the Sun's mean elements (J. Meeus, Astronomical Algorithms, 2nd ed., ch. 15 and 25, low
precision); the Sun's upper limb at the horizon with 34 arcminutes of refraction. Within about three minutes
between 60 S and 60 N, which is enough for a window that ends at SUNSET.
"""

from datetime import date
from math import acos, asin, atan2, cos, degrees, radians, sin

from downrange.earth.angles import wrap_180_deg

_HORIZON_DEG = -0.833
_EPOCH = date(2000, 1, 1)


def sun_minute(day: date, lat_deg: float, lon_deg: float, *, rising: bool) -> int | None:
    """Minutes from 0000Z of a day to sunrise or sunset at a place; None on a day without.

    Counted from the UTC day that holds the place's local noon, so it may be negative or beyond 1440.
    """
    days = (day - _EPOCH).days - lon_deg / 360
    anomaly = radians((357.5291 + 0.98560028 * days) % 360)
    longitude = radians(
        (280.4665 + 0.98564736 * days + 1.9148 * sin(anomaly) + 0.02 * sin(2 * anomaly)) % 360
    )
    tilt = radians(23.4393)
    declination = asin(sin(tilt) * sin(longitude))
    ascension = degrees(atan2(cos(tilt) * sin(longitude), cos(longitude)))
    equation_deg = wrap_180_deg(280.4665 + 0.98564736 * days - ascension)
    lat = radians(lat_deg)
    cosine = (sin(radians(_HORIZON_DEG)) - sin(lat) * sin(declination)) / (cos(lat) * cos(declination))
    if not -1 <= cosine <= 1:
        return None
    half_day_deg = degrees(acos(cosine))
    noon_deg = 180 - lon_deg - equation_deg
    return round((noon_deg + (-half_day_deg if rising else half_day_deg)) * 4)
