"""Errors of the terms.

BadSeed     (ValueError) a seed file that cannot be loaded; the message names the line and what is wrong
"""


class BadSeed(ValueError):  # the name says what is wrong
    """A line of a thesaurus file is not what the format asks for."""
