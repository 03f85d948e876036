"""What the search, the worker, the desk and the translators' page must know of this app."""

from __future__ import annotations

from django.db.models import Q

from tricity.accounts import desk
from tricity.directory.models import Organization
from tricity.directory.rules import edits_for
from tricity.discussion.registry import Discussable, register_moderators
from tricity.discussion.registry import register as register_discussable
from tricity.jobs.registry import job
from tricity.knowledge import desks, rules
from tricity.knowledge.actions import records_changed, refresh, remind
from tricity.knowledge.digests import present
from tricity.knowledge.digests.titles import titles
from tricity.knowledge.documents import documents
from tricity.knowledge.models import Kind, Record
from tricity.knowledge.publication.reviewers import is_deputy, reviewed_countries
from tricity.knowledge.renderings import field_label, rendered_fields
from tricity.members import standing
from tricity.renderings.registry import Renderable
from tricity.renderings.registry import register as register_renderable
from tricity.search.registry import Indexed, register
from tricity.web.text import LocalizedText

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
    standing.register(is_deputy)


def register_discussion() -> None:
    """Needs are discussed; about any record one may write to those it names. Who reviews for a country moderates."""
    register_discussable(
        Discussable(
            kind="record",
            model=Record,
            title=_title,
            may_read=rules.may_read,
            is_public=lambda record: record.is_public,
            is_open=lambda record: record.is_public and record.kind == Kind.NEED,
            countries=lambda record: [record.country_id],
            bodies=_named_bodies,
        )
    )
    register_moderators(reviewed_countries)


def _title(record: Record, language: str) -> LocalizedText:
    """For a reader; a digest where there is no rendering."""
    return titles([record], language).get(record.pk) or LocalizedText(record.title, record.language)


def _named_bodies(record: Record) -> list[str]:
    """The owner, the administration of the city, the bodies that take part."""
    named = Q(pk=record.owner_id) | Q(participations__record=record)
    if record.city_id:
        named |= Q(city=record.city_id)
    rows = Organization.objects.filter(named, deleted_at=None).distinct()
    return list(rows.order_by("pk").values_list("code", flat=True))
