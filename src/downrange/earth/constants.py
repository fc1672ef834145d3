"""Constants of the Earth and of measurement, each with its source.

Two models of the Earth are in use and must not be mixed: WGS 84 for positions and geodesics, and WGS 72 for SGP4,
because published element sets were fitted with it.
"""

from __future__ import annotations

# -- WGS 84: NGA.STND.0036_1.0.0_WGS84 (2014), tables 3.1 and 3.4 --
A_M = 6_378_137.0  # semi-major axis of the ellipsoid
F = 1 / 298.257_223_563  # flattening
B_M = A_M * (1 - F)  # semi-minor axis
E2 = F * (2 - F)  # first eccentricity, squared
MU_M3_S2 = 3.986_004_418e14  # gravitational parameter, air included; the same in EGM2008
OMEGA_RAD_S = 7.292_115e-5  # angular velocity of the Earth, inertial
MEAN_RADIUS_M = 6_371_008.8  # (2a + b) / 3; Moritz, Geodetic Reference System 1980, J. Geodesy 74 (2000)
SPHERE_RADIUS_KM = 6371.0  # the same, rounded: for tests of a notice and steps of a track

# -- EGM2008: unnormalised -C20 * sqrt(5), tide-free; Pavlis et al., J. Geophys. Res. 117 (2012) B04406 --
J2 = 1.082_626_173_9e-3

# -- WGS 72, the constants of SGP4: Hoots & Roehrich, Spacetrack Report 3 (1980); Vallado et al., AIAA 2006-6753 --
SGP4_A_KM = 6378.135
SGP4_MU_KM3_S2 = 398_600.8
SGP4_J2 = 1.082_616e-3

# -- US Standard Atmosphere 1976 (NOAA/NASA/USAF, NOAA-S/T 76-1562), tables 2 and 3 and section 1.2 --
G0_M_S2 = 9.806_65  # standard gravity
US76_GAS_J_MOL_K = 8.314_32  # the 1976 gas constant; today's is 8.314 462 618
US76_MOLAR_MASS_KG_MOL = 0.028_964_4  # air at sea level
US76_EARTH_RADIUS_M = 6_356_766.0  # turns geometric into geopotential height
US76_GAMMA = 1.40  # ratio of specific heats

# -- Units: exact by definition --
KM_PER_NM = 1.852  # international nautical mile, Monaco 1929
M_PER_NM = 1852.0
DAY_S = 86_400.0

# -- Epoch J2000, noon of 1 January 2000 --
J2000_JD = 2_451_545.0
CENTURY_DAYS = 36_525.0
