"""What rooms have done in the background."""

from __future__ import annotations

from tricity.events.models import Event
from tricity.jobs.actions import enqueue
from tricity.jobs.registry import job
from tricity.rooms.actions.counting import tell_counts
from tricity.rooms.likeness import compare_new


@job("rooms.counts")
def counts(*, event: int) -> None:
    """Tell viewers the numbers that were not told at once."""
    row = Event.objects.filter(pk=event).first()
    if row is not None:
        tell_counts(row)


@job("rooms.compare")
def compare(*, event: int) -> None:
    """Look for questions that ask the same as a new one; what is left is a job of its own."""
    row = Event.objects.filter(pk=event).first()
    if row is not None and compare_new(row):
        enqueue("rooms.compare", key=f"rooms.compare:{event}", event=event)
