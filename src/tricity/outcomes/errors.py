"""Errors of following up what was said.

TricityError
├── Conflict
│   ├── AlreadyTakenUp     the person has made the same of it already
│   └── AlreadyOnAgenda    it stands on the programme of an event
└── BadInput
    ├── NoLine             no line of the transcript was picked
    └── TooMuch            more lines than a quotation may have
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from tricity.web.errors import BadInput, Conflict


class AlreadyTakenUp(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("You have made a draft of the same kind of this already. Look for it on your desk.")
        )


class AlreadyOnAgenda(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This point is on the programme of an event already."))


class NoLine(BadInput):
    def __init__(self) -> None:
        super().__init__(
            _("Tick the first and the last line of the passage in the transcript, then press again.")
        )


class TooMuch(BadInput):
    def __init__(self, most: int) -> None:
        super().__init__(
            _("A passage has at most %(most)d characters. Tick lines that are nearer to each other.")
            % {"most": most}
        )
