"""Errors of calendars.

BadSeed   (ValueError) the shipped file of days cannot be read; the message names the day and what is wrong
"""


class BadSeed(ValueError):
    pass
