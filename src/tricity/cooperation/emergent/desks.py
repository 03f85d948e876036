"""What analysis has found for curators to decide on."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tricity.accounts.desk import Action, DeskItem, Names, Reader, Source
from tricity.cooperation.emergent import digests
from tricity.cooperation.models import TopicProposal
from tricity.cooperation.queries.emergent import topics_waiting
from tricity.cooperation.rules import decides_on_topics
from tricity.web.languages import language_name
from tricity.web.text import LocalizedText

LABEL = TopicProposal._meta.label_lower


def waiting(reader: Reader) -> QuerySet[TopicProposal] | None:
    """Topics that no curator has decided on."""
    if reader.body is not None or not decides_on_topics(reader.user):
        return None
    return topics_waiting()


def load(ids: Sequence[int]) -> QuerySet[TopicProposal]:
    return TopicProposal.objects.filter(pk__in=ids)


def names(rows: Sequence[TopicProposal], language: str) -> dict[int, LocalizedText]:
    return digests.titles(rows, language)


def item(row: TopicProposal, names: Names, reader: Reader) -> DeskItem:
    url = row.get_absolute_url()
    remark = " · ".join(map(language_name, row.languages))
    return DeskItem(names[LABEL, row.pk], url, remark, Action(_("Decide"), url))


SOURCES = (
    Source(
        section="cooperation.emergent-topics",
        group="terms",
        title=gettext_lazy("Topics found by analysis, waiting for a decision"),
        url=lambda: reverse("cooperation:emergent-topics"),
        urgency=30,
        waits=waiting,
        since=F("created_at"),
        load=load,
        item=item,
        what=gettext_lazy("A topic found by analysis"),
    ),
)
