"""Errors of personal data.

TricityError
├── Conflict
│   ├── LastOperator      nobody would be left to run the site
│   └── NothingToPublish  a text is empty, or the draft is gone
└── BadInput
    └── StillNeeded       this agreement ends only with the account
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from tricity.web.errors import BadInput, Conflict


class LastOperator(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _(
                "You are the only operator of this site. Give the role to another person first, then ask again."
            )
        )


class NothingToPublish(Conflict):
    def __init__(self) -> None:
        super().__init__(_("There is no draft to publish. Write one first."))


class StillNeeded(BadInput):
    def __init__(self) -> None:
        super().__init__(
            _("Without this there can be no account. You can have your account deleted instead.")
        )
