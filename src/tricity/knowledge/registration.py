"""What the search, the worker, the desk and the translators' page must know of this app."""

from __future__ import annotations

from tricity.accounts import desk
from tricity.directory.rules import edits_for
from tricity.jobs.registry import job
from tricity.knowledge import desks, rules
from tricity.knowledge.actions import records_changed, refresh, remind
from tricity.knowledge.digests import present
from tricity.knowledge.digests.titles import titles
from tricity.knowledge.documents import documents
from tricity.knowledge.models import Kind, Record
from tricity.knowledge.renderings import field_label, rendered_fields
from tricity.renderings.registry import Renderable
from tricity.renderings.registry import register as register_renderable
from tricity.search.registry import Indexed, register

CARD = "knowledge/card.html"


def register_with_search() -> None:
    for kind in Kind.values:
        register(Indexed(kind=kind, model=Record, documents=documents, present=present, template=CARD))


def register_jobs() -> None:
    job("knowledge.refresh")(refresh)
    job("knowledge.remind")(remind)


def register_renderings() -> None:
    register_renderable(
        Renderable(
            kind="record",
            model=Record,
            texts=rendered_fields,
            label=field_label,
            may_read=rules.may_read,
            may_edit=lambda user, record: edits_for(user, record.owner),
            is_public=lambda record: record.is_public,
            changed=lambda record: records_changed([record.pk]),
        )
    )


def register_desks() -> None:
    for source in desks.SOURCES:
        desk.register_source(source)
    desk.register_names(Record, titles)
