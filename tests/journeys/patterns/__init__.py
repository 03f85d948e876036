"""Every URL pattern of the site, what to put into it, and who may open it.

The patterns are read from Django's resolver. Each app describes its own in the module of its name here, in `KNOWN`; a module
that is added is found by itself. What is not described makes a test fail, so no page is forgotten.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from tests.journeys.patterns.resolver import LANGUAGE, address, patterns
from tests.journeys.patterns.things import ROLES, Known, Statuses, Thing

__all__ = ["KNOWN", "LANGUAGE", "ROLES", "Known", "Statuses", "Thing", "address", "patterns"]


def _of_all_apps() -> dict[str, Known]:
    found: dict[str, Known] = {}
    for module in iter_modules(__path__):
        described: dict[str, Known] = getattr(import_module(f"{__name__}.{module.name}"), "KNOWN", {})
        assert not found.keys() & described.keys(), f"described twice: {found.keys() & described.keys()}"
        found.update(described)
    return found


KNOWN = _of_all_apps()
