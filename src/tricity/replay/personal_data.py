"""What replays keep about people: who uploaded, and who is named as speaking in captions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from tricity.accounts.models import User
from tricity.privacy.columns import own_words, rows, stays
from tricity.privacy.registry import Holding, register
from tricity.replay.models import Cue


def register_holdings() -> None:
    register(UPLOADS)
    register(CAPTIONS_UPLOADED)
    register(SPOKEN)
    register(CORRECTED)
    register(WITHHELD)


def export_spoken(user: User) -> list[dict[str, Any]]:
    """Captions under the person's own name; speakers need no account, so the name is all there is to find them by."""
    columns = ("track__replay__event__code", "track__language", "start_ms", "speaker", "text")
    named = Cue.objects.filter(speaker__in=own_words(user)).order_by("pk")
    return list(named.values(*columns))


UPLOADS = Holding(
    name="recordings",
    label=_("Recordings you uploaded"),
    why=_("So that organizers know who brought in a recording of an event."),
    seen_by=_("Those who prepare the event."),
    at_deletion=_("The recordings remain with the event, without your name."),
    fields=("replay.Recording.by",),
    export=rows(
        "replay.Recording", "by", "replay__event__code", "channel", "name", "size_bytes", "created_at"
    ),
    erase=stays,
    outlives=True,
)
CAPTIONS_UPLOADED = Holding(
    name="captions",
    label=_("Captions you added"),
    why=_("So that organizers know who brought in the captions of an event."),
    seen_by=_("Those who prepare the event."),
    at_deletion=_("The captions remain with the event, without your name."),
    fields=("replay.CaptionTrack.by",),
    export=rows("replay.CaptionTrack", "by", "replay__event__code", "language", "origin", "created_at"),
    erase=stays,
    outlives=True,
)
SPOKEN = Holding(
    name="spoken",
    label=_("What you said at events"),
    why=_("So that people who read the captions of a replay know who speaks."),
    seen_by=_("Everybody, once the replay is published."),
    at_deletion=_("A published replay remains as it is; ask the organizer to take your words out of it."),
    fields=("replay.Cue.speaker", "replay.Passage.speaker"),
    export=export_spoken,
    erase=stays,
    outlives=True,
)
CORRECTED = Holding(
    name="corrected-captions",
    label=_("Captions you corrected"),
    why=_("So that it is known who changed the words of a replay."),
    seen_by=_("Those who prepare the event, and its captioners."),
    at_deletion=_("The corrections remain, without your name."),
    fields=("replay.Correction.by",),
    export=rows("replay.Correction", "by", "cue__track__replay__event__code", "before", "text", "at"),
    erase=stays,
    outlives=True,
)
WITHHELD = Holding(
    name="withheld-parts",
    label=_("Parts of replays you withheld"),
    why=_("So that it is known who kept what from everybody, and why."),
    seen_by=_("Those who prepare the event."),
    at_deletion=_("They remain withheld, without your name."),
    fields=("replay.Withheld.by",),
    export=rows("replay.Withheld", "by", "replay__event__code", "start_ms", "end_ms", "reason", "created_at"),
    erase=stays,
    outlives=True,
)
