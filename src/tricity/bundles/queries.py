from __future__ import annotations

from tricity.bundles.models import PackedBundle
from tricity.events.models import Event


def packed_bundle(event: Event) -> PackedBundle | None:
    """What organizers asked for last, ready or not, with the event at hand."""
    found = PackedBundle.objects.filter(event=event).first()
    if found is not None:
        found.event = event
    return found
