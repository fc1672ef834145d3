"""Codes of languages: what is said of a notice that is not written in English."""

from downrange.codes import Code


class LanguageDefect(Code):
    """What is doubtful in a notice because of its language."""

    UNKNOWN = (
        "language.unknown",
        "the language is not known: {name}; only numbers and positions in the usual forms are read",
    )
    TEXT_LONG = (
        "language.text-long",
        "a text in {name} of more than {most} letters is not read; give its messages apart",
    )
    ZONE_BY_CUSTOM = (
        "language.zone-by-custom",
        "no time zone is printed; the hours are read as {zone}, the custom of warnings in {name}",
    )
    ZONE_NOT_PRINTED = (
        "language.zone-not-printed",
        "no time zone is printed in this {name} text; the hours are read as UTC",
    )
