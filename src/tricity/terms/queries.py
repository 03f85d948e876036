from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max, Model, Q, QuerySet

from tricity import language
from tricity.language import LANGUAGES, FalseFriend, FalseFriends, Thesaurus, load_false_friends
from tricity.terms.models import Concept, Proposal, Retired
from tricity.terms.seeds import FALSE_FRIENDS_FILE, SEED_FILE

SEED = "seed"


def version() -> str:
    """A stamp that changes with any concept; one cheap query."""
    facts = Concept.objects.aggregate(count=Count("pk"), newest=Max("updated_at"), last=Max("pk"))
    return f"{facts['count']}/{facts['last']}/{facts['newest']}" if facts["count"] else SEED


def thesaurus() -> Thesaurus:
    """All concepts as the language core takes them; the shipped seed while the table is empty. Three queries."""
    rows = list(Concept.objects.order_by("pk"))
    _remember_approved_friends(rows)
    if not rows:
        return shipped_thesaurus()
    slugs = {row.pk: row.slug for row in rows}
    broader, related = _links(Concept.broader.through, slugs), _links(Concept.related.through, slugs)
    return Thesaurus(
        language.Concept(
            id=row.slug,
            labels=_labels(row),
            broader=broader.get(row.pk, ()),
            related=related.get(row.pk, ()),
            top=row.is_top,
            cross_border=row.cross_border,
            definition=row.definitions,
        )
        for row in rows
    )


@lru_cache(maxsize=1)
def shipped_thesaurus() -> Thesaurus:
    return Thesaurus.from_jsonl(SEED_FILE)


@lru_cache(maxsize=1)
def shipped_false_friends() -> FalseFriends:
    """All misleading words that came with the software, those of its concepts too, compiled once per process."""
    return load_false_friends(FALSE_FRIENDS_FILE, SEED_FILE)


@lru_cache(maxsize=1)
def general_false_friends() -> FalseFriends:
    """The misleading words that belong to no concept."""
    return load_false_friends(FALSE_FRIENDS_FILE)


def concepts_with_false_friends() -> list[Concept]:
    """Concepts that have misleading words, by slug; one query."""
    return list(Concept.objects.exclude(false_friends=[]).order_by("slug"))


# Misleading words approved here; those that came with the software are compiled once and for all.
_approved_friends = FalseFriends()


def _remember_approved_friends(rows: Iterable[Concept]) -> None:
    """Follow the termbase whenever the thesaurus is loaded anew, which costs no query of its own."""
    global _approved_friends
    shipped = {friend.form for friend in shipped_false_friends().friends}
    found = [
        raw for row in rows if row.edited_at for raw in row.false_friends if raw.get("form") not in shipped
    ]
    friends = []
    for raw in found:
        with suppress(ValueError):
            friends.append(language.false_friend(raw))
    if [each.form for each in friends] != [each.form for each in _approved_friends.friends]:
        _approved_friends = FalseFriends(friends)


def misleading_words(text: str, written_in: str, reader: str) -> tuple[FalseFriend, ...]:
    """The words of a text that mislead readers of `reader`, each once, in the order of the text.

    A word approved here is known as soon as the thesaurus has been loaded anew, within seconds in a running site.
    """
    return _misleading_words(text, written_in, reader, _approved_friends)


@lru_cache(maxsize=1024)
def _misleading_words(
    text: str, written_in: str, reader: str, approved: FalseFriends
) -> tuple[FalseFriend, ...]:
    found = [
        *shipped_false_friends().find(text, written_in, reader),
        *approved.find(text, written_in, reader),
    ]
    found.sort(key=lambda each: each.start)
    return tuple({id(each.friend): each.friend for each in found}.values())


def _labels(concept: Concept) -> dict[str, tuple[str, ...]]:
    # Who searches for a word that is no longer written must find what is meant.
    given = {
        code: [
            concept.names.get(code, ""),
            *concept.alternatives.get(code, ()),
            *concept.deprecated.get(code, ()),
        ]
        for code in LANGUAGES
    }
    return {code: tuple(dict.fromkeys(filter(None, texts))) for code, texts in given.items() if any(texts)}


def _links(through: type[Model], slugs: dict[int, str]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for start, end in through._base_manager.order_by("pk").values_list("from_concept", "to_concept"):
        found[start].append(slugs[end])
    return {start: tuple(ends) for start, ends in found.items()}


def proposals_to_decide(languages: Sequence[str]) -> QuerySet[Proposal]:
    """What waits for a decision in these languages, the longest waiting first."""
    rows = Proposal.objects.filter(state=Proposal.State.OPEN, language__in=languages)
    return rows.select_related("by").order_by("created_at", "pk")


def proposals_of(user: Any) -> QuerySet[Proposal]:
    """What a person has proposed, the newest first."""
    return Proposal.objects.filter(by=user).select_related("decided_by")


def changes_of(slug: str) -> QuerySet[Proposal]:
    """What was approved for a concept, and what was merged into it, the newest first."""
    about = Q(slug=slug) | Q(kind=Proposal.Kind.MERGE, values__into=slug)
    rows = Proposal.objects.filter(about, state__in=(Proposal.State.APPROVED, Proposal.State.UNDONE))
    return rows.select_related("by", "decided_by").order_by("-decided_at", "-pk")


def concepts_by_slug(slugs: Iterable[str]) -> dict[str, Concept]:
    return {row.slug: row for row in Concept.objects.filter(slug__in=set(slugs))}


def successors() -> dict[str, str]:
    """Slug of a concept that was merged → slug of the one that stands for it today; one query."""
    direct = dict(Retired.objects.values_list("slug", "replaced_by"))
    return {slug: _last(slug, direct) for slug in direct}


def successor_of(slug: str) -> str | None:
    """The concept that stands for a merged one today; None for a slug that is not retired."""
    return successors().get(slug)


def current(slugs: Iterable[str], known: Collection[str]) -> list[str]:
    """The slugs, those of merged concepts by what stands for them today, each once; no query where all are known."""
    return list(dict.fromkeys(current_each(list(slugs), known)))


def current_each(slugs: Sequence[str], known: Collection[str]) -> list[str]:
    """The same, one for each slug in their order."""
    gone = {} if all(slug in known for slug in slugs) else successors()
    return [gone.get(slug, slug) for slug in slugs]


def _last(slug: str, direct: Mapping[str, str]) -> str:
    # A merge that was undone leaves no row, so there are no circles; a damaged table must not hang the site.
    for _step in direct:
        if slug not in direct:
            break
        slug = direct[slug]
    return slug


def retired() -> list[tuple[Retired, str]]:
    """Every merged concept with the slug that stands for it today, by slug; one query."""
    rows = list(Retired.objects.order_by("slug"))
    direct = {row.slug: row.replaced_by for row in rows}
    return [(row, _last(row.slug, direct)) for row in rows]


def merged_into(slug: str) -> list[str]:
    """Addresses that lead to this concept today, by slug; one query."""
    return [row.uri for row, into in retired() if into == slug]


def slugs_of(proposal: Proposal) -> list[str]:
    """The concepts a proposal is about: its own, and of a merge or a move those it names beside."""
    others = proposal.values.get("broader", ()) if proposal.kind == Proposal.Kind.MOVE else ()
    into = [proposal.values["into"]] if proposal.kind == Proposal.Kind.MERGE else []
    return [proposal.slug, *into, *others]


def version_seen(proposal: Proposal, concepts: Mapping[str, Concept]) -> int:
    """A number that grows with every change of the concept, or of both that are merged; 0 where there is none yet."""
    both = slugs_of(proposal)[:2] if proposal.kind == Proposal.Kind.MERGE else [proposal.slug]
    return sum(concepts[slug].version for slug in both if slug in concepts)


@dataclass(slots=True, eq=False)
class Topic:
    """A concept with its neighbours, all of them rows in memory; `narrower` makes the tree."""

    concept: Concept
    broader: list[Topic] = field(default_factory=list)
    narrower: list[Topic] = field(default_factory=list)
    related: list[Topic] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return self.concept.slug

    @property
    def uri(self) -> str:
        return self.concept.uri

    @property
    def is_top(self) -> bool:
        return not self.broader


def topics() -> list[Topic]:
    """Every concept with its neighbours, by slug; three queries."""
    return list(_linked(Concept.objects.order_by("slug"), *_neighbours()).values())


def topic_called(slug: str) -> Topic | None:
    """A concept with its neighbours and the way up from it; of those only the rows on that way have neighbours of
    their own. Four queries, however large the thesaurus is; one where there is no such concept.
    """
    pk = Concept.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if pk is None:
        return None
    broader, related = _neighbours()
    above: dict[int, set[int]] = {}
    for start, end in broader:
        above.setdefault(start, set()).add(end)
    needed, way = {pk}, [pk]
    while way:
        further = above.get(way.pop(), set()) - needed
        needed |= further
        way += further
    needed |= {start for start, end in broader if end == pk} | {end for start, end in related if start == pk}
    return _linked(Concept.objects.filter(pk__in=needed).order_by("slug"), broader, related)[pk]


Links = list[tuple[int, int]]


def _neighbours() -> tuple[Links, Links]:
    """(narrower, broader) and (one, related one) by row id; two queries."""
    ends = ("from_concept", "to_concept")
    broader = Concept.broader.through._base_manager.order_by("pk").values_list(*ends)
    related = Concept.related.through._base_manager.order_by("pk").values_list(*ends)
    return list(broader), list(related)


def _linked(rows: Iterable[Concept], broader: Links, related: Links) -> dict[int, Topic]:
    """Row id → topic, each linked with its neighbours among these rows."""
    found = {row.pk: Topic(row) for row in rows}
    for start, end in broader:
        if start in found and end in found:
            found[start].broader.append(found[end])
            found[end].narrower.append(found[start])
    for start, end in related:
        if start in found and end in found:
            found[start].related.append(found[end])
    for topic in found.values():
        for neighbours in (topic.broader, topic.narrower, topic.related):
            neighbours.sort(key=lambda other: other.slug)
    return found
