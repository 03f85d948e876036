"""Saved searches that found something new, on the desk."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.accounts.desk import Action, DeskItem, Names, Reader, Source
from tricity.search.models import SavedHit, SavedSearch
from tricity.search.saved_views import saved_view


def waits(reader: Reader) -> QuerySet[SavedSearch] | None:
    """The person's searches with hits not yet seen, the last asked first."""
    if reader.body is not None:
        return None
    hits = SavedHit.objects.filter(search=OuterRef("pk"))
    return SavedSearch.objects.filter(Exists(hits), user=reader.user).order_by("-checked_at", "pk")


def load(ids: Sequence[int]) -> QuerySet[SavedSearch]:
    return SavedSearch.objects.filter(pk__in=ids).annotate(new_count=Count("hits")).defer("known")


def item(row: SavedSearch, names: Names, reader: Reader) -> DeskItem:
    view = saved_view(row, ())
    url = f"{reverse('search:saved')}#search-{row.pk}"
    return DeskItem(view.name, url, _("%(count)d new") % {"count": view.new_count}, Action(_("Look"), url))


SOURCE = Source(
    section="search.saved",
    group="searches",
    title=gettext_lazy("New for your saved searches"),
    url=lambda: reverse("search:saved"),
    urgency=58,
    waits=waits,
    since=F("checked_at"),
    load=load,
    item=item,
    subjects=lambda row: (),
    what=gettext_lazy("Your saved search"),
)
