"""Errors of documents a person brings in. What is wrong with a file itself is `reading.problems.Unreadable`.

TricityError
├── Conflict
│   └── NotReady       the document is still being read, was refused, or a draft was made of it already
└── BadInput
    └── TooManyKept    the body keeps as many documents as it may
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from tricity.web.errors import BadInput, Conflict


class NotReady(Conflict):
    def __init__(self) -> None:
        super().__init__(_("No draft can be made of this document now. Reload its page."))


class TooManyKept(BadInput):
    def __init__(self, most: int) -> None:
        super().__init__(
            _(
                "This body keeps %(most)d documents already. Delete those you no longer need, then bring this one."
            )
            % {"most": most}
        )
