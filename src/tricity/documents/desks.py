"""Documents that wait for a person to look at them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.accounts.desk import Action, DeskItem, Names, Reader, Source
from tricity.documents.models import Document
from tricity.documents.queries import own_documents
from tricity.knowledge.queries import edited_bodies


def waits(reader: Reader) -> QuerySet[Document] | None:
    """What the person's bodies have brought in, that was read or refused, and no draft was made of yet."""
    bodies = reader.bodies(edited_bodies(reader.user))
    if not bodies:
        return None
    rows = own_documents(reader.user).filter(owner__in=bodies, record=None)
    return rows.exclude(state=Document.State.WAITING).order_by("created_at", "pk")


def load(ids: Sequence[int]) -> QuerySet[Document]:
    return Document.objects.filter(pk__in=ids).defer("suggestions")


def item(row: Document, names: Names, reader: Reader) -> DeskItem:
    url = row.get_absolute_url()
    is_read = row.state == Document.State.READ
    remark = _("A draft can be made of it.") if is_read else _("It cannot be read; the reason is given.")
    return DeskItem(row.shown_name, url, remark, Action(_("Open"), url))


SOURCE = Source(
    section="documents.documents",
    group="documents",
    title=gettext_lazy("Documents you have brought in"),
    url=lambda: reverse("documents:documents"),
    urgency=48,
    waits=waits,
    since=Coalesce("read_at", "created_at"),
    load=load,
    item=item,
    subjects=lambda row: (),
    what=gettext_lazy("Your document"),
)
