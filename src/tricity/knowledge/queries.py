"""Reading records: who sees which, lists by title, related records, what waits for curators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from django.db import connection
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Collate

from tricity.directory.models import Membership, Organization
from tricity.directory.rules import memberships
from tricity.discussion.queries.posts import posts_on
from tricity.knowledge.models import Claim, Participation, Record, RecordTitle, RecordTopic
from tricity.knowledge.publication.reviewers import national_reviews, reviewed_countries
from tricity.search.engine import engine
from tricity.terms.queries import current
from tricity.web.identity import PublicationState

LOOKED_AT = 60  # records with the same topic, from which some of each country are taken
EDITING_ROLES = (Membership.Role.EDITOR, Membership.Role.ADMINISTRATOR)


def public_records() -> QuerySet[Record]:
    """What everybody may read."""
    return Record.objects.filter(publication_state=PublicationState.PUBLISHED, deleted_at=None)


def visible_records(user: Any) -> QuerySet[Record]:
    """What `user` may read: the public, drafts of the bodies edited for, all of the countries curated."""
    return Record.objects.filter(visible_to(user), deleted_at=None)


def visible_to(user: Any) -> Q:
    """The condition behind `visible_records`, without the one on deletion."""
    public = Q(publication_state=PublicationState.PUBLISHED)
    countries = curated_countries(user)
    if countries is None:
        return Q()
    return public | Q(owner__in=edited_bodies(user)) | Q(country__in=countries)


def curated_countries(user: Any) -> list[str] | None:
    """Codes of the countries the person reviews for; None means all of them."""
    return reviewed_countries(user)


def edited_bodies(user: Any) -> list[int]:
    """Ids of the organizations the person edits for."""
    national_reviews(user)  # reads the memberships in the query it needs itself
    return sorted(pk for pk, role in memberships(user).items() if role in EDITING_ROLES)


def whole_records() -> QuerySet[Record]:
    """Records with everything `values.values_of` reads, in three queries."""
    rows = Record.objects.select_related("owner", "city", "country")
    return rows.prefetch_related("participations", "deployments")


def by_code(kind: str, code: str) -> Record | None:
    """The record at this address, deleted or not, with `main_concept_id`, its main topic, and `discussion_posts`."""
    main = (
        RecordTopic.objects.filter(record=OuterRef("pk"))
        .order_by("-weight", "concept_id")
        .values("concept_id")[:1]
    )
    rows = (
        Record.objects.filter(kind=kind, code=code)
        .select_related("owner")
        .annotate(main_concept_id=Subquery(main), discussion_posts=posts_on("record"))
    )
    return rows.first()


def related_ids(record: Record, concept_id: int | None, *, each: int = 3) -> list[int]:
    """Public records of other countries with the same main topic; `each` per country, the most about it first."""
    if concept_id is None:
        return []
    rows = (
        RecordTopic.objects.filter(
            concept=concept_id, record__publication_state=PublicationState.PUBLISHED, record__deleted_at=None
        )
        .exclude(record__country=record.country_id)
        .order_by("-weight", "pk")
        .values_list("record_id", "record__country_id")[:LOOKED_AT]
    )
    taken: dict[str, list[int]] = {}
    for pk, country in rows:
        ids = taken.setdefault(country, [])
        if len(ids) < each:
            ids.append(pk)
    # One of each country in turn, so that none is first because it has more.
    rounds = zip_longest(*(taken[country] for country in sorted(taken)))
    return [pk for turn in rounds for pk in turn if pk is not None]


def ids_by_title(
    kind: str, language: str, filters: Mapping[str, Sequence[str]], *, offset: int, limit: int
) -> list[int]:
    """Public records in the order of the titles that readers of `language` see; `filters` as in the search."""
    rows = RecordTitle.objects.filter(
        kind=kind,
        language=language,
        record__publication_state=PublicationState.PUBLISHED,
        record__deleted_at=None,
    )
    for name in ("country", "status", "horizon", "priority", "language"):
        if filters.get(name):
            rows = rows.filter(**{f"record__{name}__in": filters[name]})
    if filters.get("city"):
        rows = rows.filter(record__city__code__in=filters["city"])
    if filters.get("organization"):
        codes = filters["organization"]
        here = Participation.objects.filter(record=OuterRef("record"), organization__code__in=codes)
        rows = rows.filter(Exists(here) | Q(record__owner__code__in=codes))
    if filters.get("topic"):
        slugs = with_narrower(filters["topic"])
        rows = rows.filter(
            Exists(RecordTopic.objects.filter(record=OuterRef("record"), concept__slug__in=slugs))
        )
    return list(
        rows.order_by(_in_code_point_order("key"), "record").values_list("record_id", flat=True)[
            offset : offset + limit
        ]
    )


def matching(filters: Mapping[str, Sequence[str]]) -> Q:
    """The condition on records behind filters as in the search; those without values narrow nothing down."""
    condition = Q()
    for name in ("kind", "country", "status", "horizon", "priority", "language"):
        if filters.get(name):
            condition &= Q(**{f"{name}__in": filters[name]})
    if filters.get("city"):
        condition &= Q(city__code__in=filters["city"])
    if codes := filters.get("organization"):
        here = Participation.objects.filter(record=OuterRef("pk"), organization__code__in=codes)
        condition &= Exists(here) | Q(owner__code__in=codes)
    if filters.get("topic"):
        slugs = with_narrower(filters["topic"])
        condition &= Q(Exists(RecordTopic.objects.filter(record=OuterRef("pk"), concept__slug__in=slugs)))
    return condition


def _in_code_point_order(column: str) -> F | Collate:
    """Keys are made for plain comparison, which PostgreSQL has to be told."""
    return Collate(column, "C") if connection.vendor == "postgresql" else F(column)


def with_narrower(slugs: Sequence[str]) -> list[str]:
    """These topics and all that are narrower; for one that was merged into another, that one."""
    thesaurus = engine().thesaurus
    wanted = current(slugs, thesaurus.concepts)
    below = [slug for slug in thesaurus.concepts if set(wanted) & set(thesaurus.ancestors(slug))]
    return [*wanted, *below]


def bodies_to_speak_for(user: Any, record: Record) -> list[Organization]:
    """Bodies the person edits for that the record names; each with `has_open_claim`. One query, none for visitors."""
    edited = edited_bodies(user)
    if not edited:
        return []
    open_claim = Claim.objects.filter(organization=OuterRef("pk"), record=record, state=Claim.State.OPEN)
    named = Q(pk=record.owner_id) | Q(participations__record=record)
    if record.city_id:
        named |= Q(city=record.city_id)
    rows = Organization.objects.filter(named, pk__in=edited, deleted_at=None).annotate(
        has_open_claim=Exists(open_claim)
    )
    return list(rows.distinct().order_by("pk"))


def claims_to_decide(user: Any) -> QuerySet[Claim]:
    """Open claims on records of the countries the person reviews for, oldest first."""
    countries = curated_countries(user)
    rows = Claim.objects.filter(state=Claim.State.OPEN, record__deleted_at=None)
    if countries is not None:
        rows = rows.filter(record__country__in=countries)
    return rows.select_related("organization__country", "record").order_by("created_at", "pk")


def claims_made(user: Any) -> QuerySet[Claim]:
    """What the bodies the person edits for have claimed, newest first."""
    rows = Claim.objects.filter(organization__in=edited_bodies(user), record__deleted_at=None)
    return rows.select_related("organization__country", "record").order_by("-created_at", "-pk")


def records_to_review(user: Any) -> QuerySet[Record]:
    """What waits for the reviewers of the person's countries, with `waiting_since`; what waits longest first.

    That is: submitted records, changes of published ones, and what a secretariat published in their place.
    """
    countries = curated_countries(user)
    submitted = Q(publication_state=PublicationState.SUBMITTED)
    unreviewed = Q(unreviewed_since__isnull=False, publication_state=PublicationState.PUBLISHED)
    rows = Record.objects.filter(submitted | Q(pending_since__isnull=False) | unreviewed, deleted_at=None)
    if countries is not None:
        rows = rows.filter(country__in=countries)
    since = Case(
        When(submitted, then=Coalesce("submitted_at", "updated_at")),
        When(pending_since__isnull=False, then=F("pending_since")),
        default=F("unreviewed_since"),
    )
    return rows.annotate(waiting_since=since).order_by("waiting_since", "pk")


def archived_records(user: Any) -> QuerySet[Record]:
    """Archived records of the countries the person reviews for, the last withdrawn first."""
    countries = curated_countries(user)
    rows = Record.objects.filter(publication_state=PublicationState.ARCHIVED, deleted_at=None)
    if countries is not None:
        rows = rows.filter(country__in=countries)
    return rows.order_by("-updated_at", "-pk")


def own_records(user: Any) -> QuerySet[Record]:
    """What the bodies the person edits for have written and is not public."""
    rows = Record.objects.filter(owner__in=edited_bodies(user), deleted_at=None)
    return rows.exclude(publication_state=PublicationState.PUBLISHED).order_by("-updated_at", "-pk")
