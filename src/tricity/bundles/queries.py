from __future__ import annotations

import datetime as dt

from tricity.bundles.models import PackedBundle
from tricity.events.models import Event
from tricity.replay.models import Replay, Withheld


def packed_bundle(event: Event) -> PackedBundle | None:
    """What organizers asked for last, ready or not, with the event at hand."""
    found = PackedBundle.objects.filter(event=event).first()
    if found is not None:
        found.event = event
    return found


def is_withheld_since(event: Event, moment: dt.datetime) -> bool:
    """Whether a recording, or a part of one, has been withheld since then: what was made before still holds it."""
    whole = Replay.objects.filter(event=event, withheld_at__gt=moment)
    parts = Withheld.objects.filter(replay__event=event, created_at__gt=moment)
    return parts.exists() or whole.exists()
