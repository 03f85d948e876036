from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from tricity.directory.models import City, Organization
from tricity.directory.names import every_name
from tricity.directory.queries import organizations
from tricity.documents.models import Document
from tricity.documents.reading.values import Block
from tricity.knowledge.queries import edited_bodies


def documents() -> QuerySet[Document]:
    """All, with whose they are and the draft made of them; without the suggestions, which may be long."""
    return Document.objects.select_related("owner__country", "owner__city", "record")


def own_documents(user: Any) -> QuerySet[Document]:
    """What the bodies the person edits for have brought in, newest first."""
    return documents().filter(owner__in=edited_bodies(user)).defer("suggestions")


def blocks_of(document: Document, *, offset: int = 0, limit: int | None = None) -> Iterator[Block]:
    """The blocks from `offset` on; none where the text is gone."""
    if not document.text:
        return
    try:
        file = document.text.open("r")
    except FileNotFoundError:
        return
    with file:
        end = None if limit is None else offset + limit
        for line in islice(file, offset, end):
            yield Block.from_dict(json.loads(line))


def city_names(owner: Organization) -> dict[str, dict[str, tuple[str, ...]]]:
    """City code → language → names, of the cities the owner may write about."""
    rows = City.objects.order_by("code").values_list("code", "names", "native_name")
    if owner.country_id:
        rows = rows.filter(country=owner.country_id)
    return {code: every_name(names, native_name) for code, names, native_name in rows}


def body_names(owner: Organization) -> dict[str, dict[str, tuple[str, ...]]]:
    """Organization code → language → its name, of all but the owner, who takes part anyway."""
    rows = organizations().exclude(pk=owner.pk).order_by("code").values_list("code", "names")
    return {code: {language: (name,) for language, name in names.items()} for code, names in rows}
