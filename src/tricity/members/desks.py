"""What waits for a person of this app's: requests for accounts to decide."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tricity.accounts.desk import DeskSection
from tricity.accounts.rules import is_curator, is_operator
from tricity.directory.names import organization_name
from tricity.directory.rules import memberships
from tricity.members.models import ADMINISTRATOR, AccountRequest
from tricity.members.queries import requests_for, requests_left_to_operators

SHOWN = 5


def account_requests(user: Any, language: str) -> DeskSection | None:
    """Open requests this person is asked about; operators see here those that nobody nearer can decide."""
    if not is_curator(user) and ADMINISTRATOR not in memberships(user).values():
        return None
    rows = requests_left_to_operators() if is_operator(user) else requests_for(user)
    rows = rows.filter(state=AccountRequest.State.OPEN)
    total = rows.count()
    if not total:
        return None
    items = [
        (each.called, reverse("members:request", args=[each.code]), wanted(each, language))
        for each in rows[:SHOWN]
    ]
    return DeskSection(_("Requests for accounts"), items, reverse("members:requests"), total)


def wanted(asked: AccountRequest, language: str) -> str:
    """The organization a person asks for, as the reader calls it."""
    if asked.organization is None:
        return _("not in the directory")
    return str(organization_name(asked.organization, language))
