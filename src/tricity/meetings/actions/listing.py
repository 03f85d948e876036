"""Being found by others, or not any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.accounts.models import User
from tricity.activity.actions import record
from tricity.meetings.actions.answering import give_up
from tricity.meetings.actions.locking import hold
from tricity.meetings.models import Meeting, Partner
from tricity.participation.models import Registration


@transaction.atomic
def save_entry(
    registration: Registration,
    *,
    languages: Sequence[str],
    seeks: Mapping[str, str],
    offers: Mapping[str, str],
) -> Partner:
    """List a participant, or change what they say of themselves. The agreement is kept by the caller."""
    partner, _made = Partner.objects.select_for_update().get_or_create(
        registration=registration, defaults={"user": registration.user}
    )
    partner.user = registration.user
    partner.languages, partner.seeks, partner.offers = list(languages), dict(seeks), dict(offers)
    partner.listed_at = partner.listed_at or timezone.now()
    partner.save()
    record("meeting-entry.saved", partner, by=registration.user)
    return partner


@transaction.atomic
def unlist(partner: Partner, *, by: Any) -> None:
    """Nobody finds this one any more, and requests that wait end; agreed meetings stand."""
    hold(partner.registration.event_id)
    Partner.objects.filter(pk=partner.pk).update(listed_at=None)
    give_up(partner, Meeting.State.ASKED, Meeting.State.PROPOSED, by=by)
    record("meeting-entry.unlisted", partner, by=by)


def unlist_everywhere(user: User) -> None:
    """The agreement to be found was taken back."""
    rows = Partner.objects.filter(user=user, listed_at__isnull=False)
    for partner in rows.select_related("registration", "user"):
        unlist(partner, by=user)


def leave(registration: Registration) -> None:
    """Who takes part no longer meets nobody: all that has not begun is cancelled."""
    partner = Partner.objects.select_related("registration", "user").filter(registration=registration).first()
    if partner is not None:
        hold(registration.event_id)
        Partner.objects.filter(pk=partner.pk).update(listed_at=None)
        give_up(partner, *Meeting.STANDING, by=registration.user)
