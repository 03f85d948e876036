"""What the search, the worker and the desk must know of this app."""

from __future__ import annotations

from tricity.accounts import desk
from tricity.jobs.registry import job
from tricity.knowledge import desks
from tricity.knowledge.actions import refresh, remind
from tricity.knowledge.digests import present
from tricity.knowledge.documents import documents
from tricity.knowledge.models import Kind, Record
from tricity.search.registry import Indexed, register

CARD = "knowledge/card.html"


def register_with_search() -> None:
    for kind in Kind.values:
        register(Indexed(kind=kind, model=Record, documents=documents, present=present, template=CARD))


def register_jobs() -> None:
    job("knowledge.refresh")(refresh)
    job("knowledge.remind")(remind)


def register_desks() -> None:
    for section in (desks.reminders, desks.reviews, desks.claims, desks.drafts):
        desk.register(section)
