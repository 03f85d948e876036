"""What the search, the translators' page and the desk must know of services and country cards."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from tricity.accounts import desk
from tricity.directory.statements import desks, documents
from tricity.directory.statements.digests import present_entries, present_services
from tricity.directory.statements.models import CardEntry, Service, Statement
from tricity.directory.statements.rules import may_edit, may_read
from tricity.renderings.registry import Renderable
from tricity.renderings.registry import register as register_renderable
from tricity.search.actions import touch
from tricity.search.registry import Indexed, register

CARD = "directory/statement_card.html"


def register_with_search() -> None:
    register(Indexed("service", Service, documents.service_documents, present_services, CARD))
    register(Indexed("card-entry", CardEntry, documents.entry_documents, present_entries, CARD))


def register_renderings() -> None:
    for kind, model in (("service", Service), ("card-entry", CardEntry)):
        register_renderable(
            Renderable(
                kind=kind,
                model=model,
                texts=_texts,
                label=_label_of(model),
                may_read=may_read,
                may_edit=may_edit,
                is_public=lambda row: row.is_public,
                changed=touch,
            )
        )


def register_desks() -> None:
    for source in desks.SOURCES:
        desk.register_source(source)
    for model in (CardEntry, Service):
        desk.register_names(model, desks.names)


def _texts(row: Statement) -> dict[str, str]:
    return {name: getattr(row, name) for name in row.TEXTS if getattr(row, name)}


def _label_of(model: type[Statement]) -> Any:
    def label(field: str) -> str:
        if field == "title":
            return gettext("Title")
        column: Any = model._meta.get_field(field)
        return str(column.verbose_name)

    return label
