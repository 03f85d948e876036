"""What the termbase has waiting for a person."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.accounts.desk import Action, DeskItem, Names, Reader, Source
from tricity.terms import queries, rules
from tricity.terms.models import Proposal
from tricity.terms.proposal_digests import proposal_views
from tricity.web.languages import language_name
from tricity.web.text import LocalizedText

LABEL = Proposal._meta.label_lower
State = Proposal.State


def decisions(reader: Reader) -> QuerySet[Proposal] | None:
    """What a curator decides on, the longest waiting first."""
    decided = rules.scopes_decided(reader.user)
    if reader.body is not None or not decided:
        return None
    return queries.proposals_to_decide(decided).exclude(by=reader.user)


def own(reader: Reader) -> QuerySet[Proposal] | None:
    """What the person has proposed and is not decided, or came back with a remark."""
    if reader.body is not None:
        return None
    return queries.proposals_of(reader.user).filter(state__in=(State.OPEN, State.RETURNED))


def load(ids: Sequence[int]) -> QuerySet[Proposal]:
    return Proposal.objects.filter(pk__in=ids).select_related("by", "decided_by")


def names(rows: Sequence[Proposal], language: str) -> dict[int, LocalizedText]:
    """Row id → the topic a proposal is about; one query."""
    return {view.row.pk: view.topic for view in proposal_views(rows, language)}


def item(row: Proposal, names: Names, reader: Reader) -> DeskItem:
    url = row.get_absolute_url()
    what = row.get_kind_display() if row.is_structural else language_name(row.language)
    remark = f"{what} · {row.get_state_display()}"
    return DeskItem(names[LABEL, row.pk], url, remark, Action(_("Decide"), url))


SOURCES = (
    Source(
        section="terms.decisions",
        group="terms",
        title=gettext_lazy("Terms waiting for your decision"),
        url=lambda: reverse("terms:queue"),
        urgency=60,
        waits=decisions,
        since=F("created_at"),
        load=load,
        item=item,
        what=gettext_lazy("A term to decide on"),
    ),
    # Nothing to do for the person but to wait; what came back is told as a notice.
    Source(
        section="terms.own",
        group="terms",
        title=gettext_lazy("Terms you proposed"),
        url=lambda: reverse("terms:mine"),
        urgency=0,
        waits=own,
        since=Coalesce("decided_at", "created_at"),
    ),
)
