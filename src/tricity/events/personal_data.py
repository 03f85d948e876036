"""What events keep about people: the speakers who are named in a published programme."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import User
from tricity.events.models import Talk
from tricity.privacy.columns import own_words, stays
from tricity.privacy.registry import Holding, register


def register_holdings() -> None:
    register(SPEAKERS)


def export_talks(user: User) -> list[dict[str, Any]]:
    """Talks under the person's own name; speakers need no account, so the name is all there is to find them by."""
    words = own_words(user)
    columns = ("session__event__code", "speaker_name", "native_name", "native_name_source", "roles", "titles")
    latin, native = Talk.objects.filter(speaker_name__in=words), Talk.objects.filter(native_name__in=words)
    return list((latin | native).order_by("pk").values(*columns))


SPEAKERS = Holding(
    name="speakers",
    label=_("Speakers of events"),
    why=_("So that people know who speaks. The programme of an event is published."),
    seen_by=_("Everybody."),
    at_deletion=_("A published programme remains as it is; ask the organizer to take your name out of it."),
    fields=("events.Talk.speaker_name", "events.Talk.native_name"),
    export=export_talks,
    erase=stays,
    outlives=True,
)
