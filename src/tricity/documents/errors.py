"""Errors of documents a person brings in.

TricityError
├── Conflict
│   └── NotReady       the document is still being read, was refused, or a draft was made of it already
└── BadInput
    ├── TooManyKept    the body keeps as many documents as it may
    └── FileRefused    the file is empty or too large to be looked at
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


class FileRefused(BadInput):
    """The message says what is wrong with the file and how to mend it."""
