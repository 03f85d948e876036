"""Errors of the directory.

TricityError
└── Conflict
    └── ChangedMeanwhile    409: somebody saved the organization after this person opened the form
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from tricity.web.errors import Conflict


class ChangedMeanwhile(Conflict):
    def __init__(self) -> None:
        message = _(
            "Somebody else changed this meanwhile. Your words are still here: read the page, then save again."
        )
        super().__init__(message)
