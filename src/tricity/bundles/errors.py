"""Errors of bundles.

TricityError
└── BadInput
    ├── NotPublic       the event is a draft: only what everybody may read is carried away
    ├── NothingFound    no public record fits the filter
    ├── UnknownFilter   a filter names something records cannot be chosen by
    ├── NotABundle      where the bundle is to be written lies something else
    ├── NotWritable     the folder cannot be written
    ├── TooLarge        it would be larger than the operator allows
    └── Faulty          the bundle that was made does not pass its own check
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from tricity.web.errors import BadInput


class NotPublic(BadInput):
    def __init__(self, code: str) -> None:
        super().__init__(
            _(
                "The event %(code)s is not public. Publish it first: a bundle holds only what everybody may read."
            )
            % {"code": code}
        )


class NothingFound(BadInput):
    def __init__(self) -> None:
        super().__init__(_("No public record fits this filter."))


class UnknownFilter(BadInput):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            _("“%(name)s” is no filter. Write NAME=VALUE, several joined by &. Known names: %(known)s.")
            % {"name": name, "known": ", ".join(known)}
        )


class NotABundle(BadInput):
    def __init__(self, place: Path) -> None:
        super().__init__(
            _(
                "%(place)s is there already and is no bundle. Name a new folder, an empty one, or an earlier bundle."
            )
            % {"place": place}
        )


class NotWritable(BadInput):
    def __init__(self, place: Path, reason: OSError) -> None:
        super().__init__(
            _("%(place)s cannot be written: %(reason)s")
            % {"place": place, "reason": reason.strerror or reason}
        )


class TooLarge(BadInput):
    def __init__(self, most_bytes: int) -> None:
        super().__init__(
            _("The bundle would be larger than the %(limit)s allowed here.")
            % {"limit": filesizeformat(most_bytes)}
        )


class Faulty(BadInput):
    def __init__(self, faults: str) -> None:
        super().__init__(
            _("The bundle does not pass its own check and was not kept: %(faults)s") % {"faults": faults}
        )
