"""What the termbase has waiting for a person."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tricity.accounts.desk import DeskSection
from tricity.terms import queries, rules
from tricity.terms.models import Proposal
from tricity.terms.proposal_digests import proposal_views
from tricity.web.languages import language_name

SHOWN = 5


def decisions(user: Any, language: str) -> DeskSection | None:
    """What a curator decides on; no section while nothing waits."""
    decided = rules.languages_decided(user)
    if not decided:
        return None
    return _section(
        _("Terms waiting for your decision"),
        queries.proposals_to_decide(decided).exclude(by=user),
        language,
        reverse("terms:queue"),
    )


def own(user: Any, language: str) -> DeskSection | None:
    """What the person has proposed and is not decided, or came back with a remark."""
    states = (Proposal.State.OPEN, Proposal.State.RETURNED)
    rows = queries.proposals_of(user).filter(state__in=states)
    return _section(_("Terms you proposed"), rows, language, reverse("terms:mine"))


def _section(title: str, rows: QuerySet[Proposal], language: str, address: str) -> DeskSection | None:
    total = rows.count()
    if not total:
        return None
    items = [
        (
            view.topic,
            view.row.get_absolute_url(),
            f"{language_name(view.row.language)} · {view.row.get_state_display()}",
        )
        for view in proposal_views(list(rows[:SHOWN]), language)
    ]
    return DeskSection(title, items, address, total)
