"""Errors of the open interface.

TricityError
└── BadInput
    └── TooManyTokens   the person has as many valid tokens as one may have
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from tricity.web.errors import BadInput


class TooManyTokens(BadInput):
    def __init__(self, most: int) -> None:
        super().__init__(_("You have %(most)d tokens already. Revoke one first.") % {"most": most})
