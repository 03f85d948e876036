"""What a record's page says of its harvest: where it comes from, what its source says by now, what it was joined with."""

from __future__ import annotations

from typing import Any

from tricity.harvest.models import Joining
from tricity.harvest.queries import entry_of, successor_of
from tricity.harvest.rules import may_change, may_decide_offer
from tricity.knowledge.marks import Mark
from tricity.knowledge.models import Record


def harvested_from(record: Record, user: Any) -> Mark | None:
    """Only where the record was made of an entry, which its own columns say."""
    if not record.source.startswith("harvest:"):
        return None
    entry = entry_of(record.pk)
    if entry is None:
        return None
    context = {"entry": entry, "may_decide": entry.offer is not None and may_decide_offer(user, entry)}
    return Mark("harvest/marks/harvested.html", context)


def joined(record: Record, user: Any) -> Mark | None:
    """On an archived record, for those who still read it: where it went, and the way back."""
    if record.is_public or record.publication_state != "archived":
        return None
    joining = Joining.objects.filter(gone=record.pk, undone_at=None).select_related("kept").first()
    if joining is None:
        return None
    may_undo = may_change(user, record) and may_change(user, joining.kept)
    return Mark("harvest/marks/joined.html", {"joining": joining, "may_undo": may_undo})


def successor(record: Record) -> str | None:
    """The address of the public record this one was joined with."""
    found = successor_of(record) if record.publication_state == "archived" else None
    return found.get_absolute_url() if found is not None and found.is_public else None
