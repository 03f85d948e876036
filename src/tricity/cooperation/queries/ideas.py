from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from tricity.cooperation.models import Idea, IdeaSupport
from tricity.directory.models import Organization
from tricity.directory.rules import memberships
from tricity.discussion.queries.posts import posts_on
from tricity.knowledge.queries import curated_countries, edited_bodies, with_narrower
from tricity.web.identity import PublicationState

State = PublicationState


def public_ideas() -> QuerySet[Idea]:
    return Idea.objects.filter(publication_state=State.PUBLISHED, deleted_at=None)


def whole_ideas() -> QuerySet[Idea]:
    """Ideas with all that is shown of them: `joined`, how many bodies would; whether they have records, candidates."""
    records = Idea.records.through.objects.filter(idea=OuterRef("pk"))
    candidates = Idea.opportunities.through.objects.filter(idea=OuterRef("pk"))
    return (
        Idea.objects.filter(deleted_at=None)
        .select_related("owner", "country")
        .annotate(
            joined=Count("supports", filter=Q(supports__organization__deleted_at=None)),
            has_records=Exists(records),
            has_candidates=Exists(candidates),
            discussion_posts=posts_on("idea"),
        )
        .prefetch_related("topics")
    )


def narrowed(rows: QuerySet[Idea], filters: Mapping[str, str]) -> QuerySet[Idea]:
    """Those of a country (of the owner, or wanted), about a topic or what is narrower, of a kind, horizon or stage."""
    for name in ("kind", "horizon", "stage"):
        if filters.get(name):
            rows = rows.filter(**{name: filters[name][:12]})
    if country := filters.get("country", "")[:2]:
        rows = rows.annotate(wanted_text=Cast("wanted_countries", TextField()))
        rows = rows.filter(Q(country=country) | Q(wanted_text__contains=f'"{country}"'))
    if topic := filters.get("topic", "")[:80]:
        through = Idea.topics.through.objects.filter(
            idea=OuterRef("pk"), concept__slug__in=with_narrower([topic])
        )
        rows = rows.filter(Exists(through))
    return rows


def newest_first(rows: QuerySet[Idea]) -> QuerySet[Idea]:
    """By time alone: no idea is better placed because more support it."""
    return rows.order_by("-published_at", "-pk")


def ideas_to_judge(user: Any) -> QuerySet[Idea]:
    """Submitted ideas of the countries the person reviews for, the longest waiting first."""
    rows = Idea.objects.filter(publication_state=State.SUBMITTED, deleted_at=None)
    countries = curated_countries(user)
    if countries is not None:
        rows = rows.filter(country__in=countries)
    return rows.order_by("submitted_at", "pk")


def own_ideas(user: Any) -> QuerySet[Idea]:
    """What the person proposed for a body they act for, or their bodies if they edit for them, and is not public."""
    mine = Q(by=user, owner__in=list(memberships(user))) | Q(owner__in=edited_bodies(user))
    rows = Idea.objects.filter(mine, deleted_at=None).exclude(publication_state=State.PUBLISHED)
    return rows.exclude(publication_state=State.ARCHIVED).order_by("-updated_at", "-pk")


def supports_of(idea: Idea) -> QuerySet[IdeaSupport]:
    """Who would join, in order of time."""
    rows = idea.supports.filter(organization__deleted_at=None)
    return rows.select_related("organization__country", "by").order_by("at", "pk")


def joined_countries(idea: Idea) -> set[str]:
    """Codes of the countries whose bodies propose or would join the idea."""
    rows = supports_of(idea).exclude(organization__country=None)
    found = set(rows.values_list("organization__country_id", flat=True))
    return found | {idea.country_id} if idea.country_id else found


def bodies_behind(idea: Idea) -> list[str]:
    """Codes of the owner and of those who would join."""
    behind = Q(pk=idea.owner_id) | Q(supported_ideas__idea=idea)
    rows = Organization.objects.filter(behind, deleted_at=None).distinct().order_by("pk")
    return list(rows.values_list("code", flat=True))
