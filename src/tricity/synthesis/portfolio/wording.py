"""Limits in words. The words are of the interface's catalogues: whoever speaks gives the function that looks them up.

It is named `_` here too, so that the words are collected from this file as from all others.
"""

from collections.abc import Callable

from tricity.synthesis.portfolio.errors import BadLimits
from tricity.synthesis.portfolio.limits import Limit, LimitKey

Speak = Callable[[str], str]
Name = Callable[[str], str]


def limit_in_words(limit: Limit, _: Speak, name: Name = str) -> str:
    """Return the limit as a line; `name` turns the id of a candidate or the code of a country into its name."""
    patterns = {
        LimitKey.PINNED: _("Pinned: %(subject)s"),
        LimitKey.EXCLUDED: _("Left out: %(subject)s"),
        LimitKey.MOST_PROJECTS: _("Projects: at most %(value)s"),
        LimitKey.LEAST_SHORT: _("Short-term projects: at least %(value)s (candidates: %(available)s)"),
        LimitKey.LEAST_LONG: _("Long-term projects: at least %(value)s (candidates: %(available)s)"),
        LimitKey.LEAST_PER_COUNTRY: _(
            "Projects with %(subject)s: at least %(value)s (candidates: %(available)s)"
        ),
        LimitKey.MOST_APART: _("Difference between countries in their number of projects: at most %(value)s"),
        LimitKey.MOST_PER_CITY: _("Projects that one city takes part in: at most %(value)s"),
    }
    subject = name(limit.subject) if limit.subject else ""
    return patterns[limit.key] % {"subject": subject, "value": limit.value, "available": limit.available}


def mistake_in_words(error: BadLimits, _: Speak) -> str:
    """Return what is wrong with a limit, where, and what is expected."""
    patterns = {
        "negative": _("%(field)s: expected 0 or more, not %(value)s."),
        "not_a_number": _("%(field)s: expected a whole number, not %(value)s."),
        "not_a_list": _("%(field)s: expected a list of ids of candidates, not %(value)s."),
        "unknown_limit": _("%(field)s: there is no such limit."),
        "unknown_candidate": _("%(field)s: there is no candidate %(value)s."),
        "not_json": _("%(field)s: not JSON: %(value)s"),
        "not_an_object": _("Limits must be a JSON object."),
    }
    return patterns[error.key] % {"field": error.field, "value": error.value}
