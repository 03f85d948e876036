"""Where a piece of the lexicon comes from: the tag that every reason shown to a person can be traced by."""

from enum import IntEnum


class Source(IntEnum):
    """One byte in the compiled file: numbers are never given anew."""

    NONE = 0
    JMDICT = 1
    CEDICT = 2
    HANJA = 3
    CLDR = 5
    OSM_TAGGING = 6
    GEONAMES = 7
    JMNEDICT = 8
    KOREAN = 9
    NAMES = 10
    LOANWORDS = 11
    LEARNED = 12
