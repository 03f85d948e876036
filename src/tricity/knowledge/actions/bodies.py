"""Which bodies review for a country, and who stands in for them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.accounts.models import User
from tricity.activity.actions import record as note
from tricity.directory.models import Country, Organization
from tricity.knowledge.models import Criterion, Deputy, ReviewingBody


@transaction.atomic
def name_reviewing_body(country: Country, organization: Organization, *, by: Any) -> ReviewingBody:
    """Let the editors of an organization review for a country; naming it twice changes nothing."""
    body, is_new = ReviewingBody.objects.get_or_create(country=country, organization=organization)
    if is_new:
        note("reviewing-body.named", organization, by=by, country=country.code)
    return body


@transaction.atomic
def remove_reviewing_body(body: ReviewingBody, *, by: Any) -> None:
    """End a body's reviewing, and that of its deputies."""
    note("reviewing-body.removed", body.organization, by=by, country=body.country_id)
    body.delete()


@transaction.atomic
def appoint_deputy(
    body: ReviewingBody, user: User, *, by: Any, starts_on: dt.date, ends_on: dt.date
) -> Deputy:
    """Let a person review for the body from one day to another, both included."""
    deputy = Deputy.objects.create(
        body=body, user=user, appointed_by=by, starts_on=starts_on, ends_on=ends_on
    )
    days = {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
    note("deputy.appointed", user, by=by, organization=body.organization.code, **days)
    return deputy


@transaction.atomic
def end_deputyship(deputy: Deputy, *, by: Any) -> None:
    """End it yesterday; one that has not begun by then is taken away."""
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    note("deputy.ended", deputy.user, by=by, organization=deputy.body.organization.code)
    if deputy.starts_on > yesterday:
        deputy.delete()
    else:
        deputy.ends_on = min(deputy.ends_on, yesterday)
        deputy.save(update_fields=["ends_on"])


@transaction.atomic
def save_criterion(criterion: Criterion, *, by: Any) -> Criterion:
    """Store a new or changed point of the checklist."""
    verb = "criterion.made" if criterion.pk is None else "criterion.changed"
    criterion.save()
    note(verb, criterion, by=by, country=criterion.country_id or "")
    return criterion
