"""What waits for a person: ideas to look at, one's own that are not public."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tricity.accounts.desk import Action, DeskItem, Names, Reader, Source
from tricity.cooperation.models import Idea
from tricity.cooperation.queries.ideas import ideas_to_judge, own_ideas
from tricity.knowledge.publication.reviewers import reviews_anything
from tricity.web.identity import PublicationState

IDEA = Idea._meta.label_lower


def to_judge(reader: Reader) -> QuerySet[Idea] | None:
    if reader.body is not None or not reviews_anything(reader.user):
        return None
    return ideas_to_judge(reader.user)


def own(reader: Reader) -> QuerySet[Idea] | None:
    """Begun or returned; what was submitted waits for others."""
    rows = own_ideas(reader.user).exclude(publication_state=PublicationState.SUBMITTED)
    return rows.filter(owner=reader.body) if reader.body is not None else rows


def load(ids: Sequence[int]) -> QuerySet[Idea]:
    return Idea.objects.filter(pk__in=ids)


def judged(row: Idea, names: Names, reader: Reader) -> DeskItem:
    url = row.get_absolute_url()
    remark = _("Its authors ask you to publish it.")
    return DeskItem(names[IDEA, row.pk], url, remark, Action(pgettext_lazy("verb", "Review"), url))


def begun(row: Idea, names: Names, reader: Reader) -> DeskItem:
    if row.publication_state == PublicationState.RETURNED:
        remark, label, url = (
            _("A reviewer asks for changes."),
            _("Read the remarks"),
            row.get_absolute_url(),
        )
    else:
        remark, label = _("Begun and not submitted yet."), _("Go on")
        url = reverse("cooperation:idea-edit", args=[row.code])
    return DeskItem(names[IDEA, row.pk], url, remark, Action(label, url))


SOURCES = (
    Source(
        section="ideas.to-judge",
        group="reviews",
        title=gettext_lazy("Ideas waiting for your review"),
        urgency=78,
        waits=to_judge,
        since=Coalesce("submitted_at", "updated_at"),
        load=load,
        item=judged,
        what=gettext_lazy("An idea to review"),
    ),
    Source(
        section="ideas.own",
        group="discussion",
        title=gettext_lazy("Your ideas that are not public"),
        urgency=52,
        waits=own,
        since=F("updated_at"),
        load=load,
        item=begun,
        what=gettext_lazy("Your idea"),
    ),
)
