"""What waits for a person of this app's: requests for accounts to decide."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.accounts.desk import Action, DeskItem, Names, Reader, Source
from tricity.accounts.rules import is_curator, is_operator
from tricity.directory.names import organization_name
from tricity.directory.rules import memberships
from tricity.members.models import ADMINISTRATOR, AccountRequest
from tricity.members.queries import requests_for, requests_left_to_operators


def to_decide(reader: Reader) -> QuerySet[AccountRequest] | None:
    """Open requests this person is asked about; operators see here those that nobody nearer can decide."""
    user = reader.user
    if not is_curator(user) and ADMINISTRATOR not in memberships(user).values():
        return None
    rows = requests_left_to_operators() if is_operator(user) else requests_for(user)
    rows = rows.filter(state=AccountRequest.State.OPEN).order_by("created_at", "pk")
    return rows.filter(organization=reader.body) if reader.body is not None else rows


def load(ids: Sequence[int]) -> QuerySet[AccountRequest]:
    return AccountRequest.objects.filter(pk__in=ids).select_related("organization")


def item(row: AccountRequest, names: Names, reader: Reader) -> DeskItem:
    url = reverse("members:request", args=[row.code])
    return DeskItem(row.called, url, wanted(row, reader.language), Action(_("Decide"), url))


def wanted(asked: AccountRequest, language: str) -> str:
    """The organization a person asks for, as the reader calls it."""
    if asked.organization is None:
        return _("not in the directory")
    return str(organization_name(asked.organization, language))


SOURCE = Source(
    section="members.requests",
    group="members",
    title=gettext_lazy("Requests for accounts"),
    url=lambda: reverse("members:requests"),
    urgency=80,
    waits=to_decide,
    since=F("created_at"),
    load=load,
    item=item,
    subjects=lambda row: (),
    what=gettext_lazy("A request for an account"),
)
