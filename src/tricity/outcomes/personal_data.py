"""What is kept about people whose words were followed up, and about those who did so."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import User
from tricity.outcomes.models import Outcome
from tricity.privacy.columns import own_words, rows, stays
from tricity.privacy.registry import Holding, register


def register_holdings() -> None:
    register(FOLLOWED)
    register(QUOTED)


def export_quoted(user: User) -> list[dict[str, Any]]:
    """Quotations under the person's own name; speakers need no account, so the name is all there is to find them by."""
    columns = ("code", "event__code", "language", "start_ms", "speaker", "text")
    named = Outcome.objects.filter(speaker__in=own_words(user)).order_by("pk")
    return list(named.values(*columns))


FOLLOWED = Holding(
    name="outcomes",
    label=_("What you followed up of what was said at events"),
    why=_("So that it is known who made a draft of a question or a passage, or said what became of it."),
    seen_by=_("Those who prepare the event."),
    at_deletion=_("It remains, without your name."),
    fields=("outcomes.Outcome.by",),
    export=rows("outcomes.Outcome", "by", "code", "event__code", "state", "kind", "created_at"),
    erase=stays,
    outlives=True,
)
QUOTED = Holding(
    name="quoted",
    label=_("What you said at events and others quote"),
    why=_("So that whoever reads a record knows where it comes from."),
    seen_by=_("Everybody who may read the replay of the event."),
    at_deletion=_("A quotation remains; ask the organizer to remove it."),
    fields=("outcomes.Outcome.speaker",),
    export=export_quoted,
    erase=stays,
    outlives=True,
)
