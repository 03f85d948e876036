"""Errors of inviting.

TricityError
├── Conflict
│   ├── AnsweredAlready     the invitation was answered or withdrawn meanwhile
│   └── LinkClosed          the time to write by a speaker's link is over
└── BadInput
    └── ListRefused         a list of people to invite cannot be read; `problems` says where and why
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tricity.web.errors import BadInput, Conflict


class AnsweredAlready(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This invitation has been answered or withdrawn already."))


class LinkClosed(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("The time to write here is over. Ask the organizers if something still has to be changed.")
        )


class ListRefused(BadInput):
    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problems))
