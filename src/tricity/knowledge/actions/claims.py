"""A body speaks of what is said about it; a curator of the country answers."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record as note
from tricity.directory.models import Organization
from tricity.knowledge.actions.changes import records_changed
from tricity.knowledge.errors import AlreadyClaimed, NotTheirs, NotWhatWasConfirmed, WrongState
from tricity.knowledge.models import Claim, Record
from tricity.knowledge.notices import tell_claimant
from tricity.knowledge.rules import may_claim
from tricity.web.identity import PublicationState, Standing

Wish, State = Claim.Wish, Claim.State


@transaction.atomic
def claim_record(
    record: Record, *, by: Any, body: Organization, wish: str, text: str, language: str
) -> Claim:
    """Confirm, ask to correct, or ask to withdraw what a record says of `body`.

    Raises NotTheirs when the record does not name the body or the person does not edit for it, AlreadyClaimed when
    an earlier claim of the body still waits.
    """
    if not may_claim(by, record, body):
        raise NotTheirs
    if Claim.objects.filter(record=record, organization=body, state=State.OPEN).exists():
        raise AlreadyClaimed
    claim = Claim.objects.create(
        record=record,
        organization=body,
        by=by,
        wish=wish,
        text=text,
        language=language,
        record_version=record.version,
    )
    note("record.claimed", record, by=by, wish=wish, organization=body.code)
    return claim


@transaction.atomic
def accept_claim(claim: Claim, *, by: Any) -> Claim:
    """Do what the body asks: it confirms the record today, or the record is withdrawn.

    A correction is accepted by making it: `change_record(..., claim=claim)`.
    """
    claim = _open(claim)
    record = Record.objects.select_for_update(of=("self",)).get(pk=claim.record_id)
    if claim.wish == Wish.CORRECT or record.deleted_at is not None:
        raise WrongState
    if claim.wish == Wish.CONFIRM:
        if record.version != claim.record_version:
            raise NotWhatWasConfirmed
        record.standing, record.confirmed_on = Standing.CONFIRMED, timezone.localdate()
    else:
        record.publication_state = PublicationState.ARCHIVED
    record.version += 1
    record.save()
    _settle(claim, State.ACCEPTED, by=by)
    verb = "record.confirmed" if claim.wish == Wish.CONFIRM else "record.archived"
    note(verb, record, by=by, organization=claim.organization.code, version=record.version)
    tell_claimant(claim, "claim.accepted", by=by)
    records_changed([record.pk])
    return claim


@transaction.atomic
def decline_claim(claim: Claim, *, by: Any, reason: str, language: str) -> Claim:
    """Leave the record as it is and tell the body why."""
    claim = _open(claim)
    claim.reason, claim.reason_language = reason, language
    _settle(claim, State.DECLINED, by=by)
    note("record.claim-declined", claim.record, by=by, organization=claim.organization.code)
    tell_claimant(claim, "claim.declined", by=by)
    return claim


def settle_correction(claim: Claim, *, by: Any) -> None:
    """Note that the correction a body asked for was made; in the transaction that makes it."""
    _settle(_open(claim), State.ACCEPTED, by=by)
    tell_claimant(claim, "claim.accepted", by=by)
    note("record.corrected", claim.record, by=by, organization=claim.organization.code)


def _open(claim: Claim) -> Claim:
    claim = (
        Claim.objects.select_for_update(of=("self",))
        .select_related("record", "organization")
        .get(pk=claim.pk)
    )
    if claim.state != State.OPEN:
        raise WrongState
    return claim


def _settle(claim: Claim, state: str, *, by: Any) -> None:
    claim.state, claim.decided_by, claim.decided_at = state, by, timezone.now()
    claim.save()
