"""Ideas as one reader gets them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tricity.cooperation.digests.threads import BodyView
from tricity.cooperation.models import Idea, IdeaSupport
from tricity.cooperation.queries.ideas import whole_ideas
from tricity.directory.models import Country, Organization
from tricity.directory.names import country_name, organization_name
from tricity.discussion.digests import said
from tricity.discussion.people import PersonView, person_view
from tricity.knowledge.digests.sentences import listed
from tricity.search.suggestions import meant_topics
from tricity.translation.models import Translation
from tricity.translation.names import name_in
from tricity.translation.queries import localized, renderings
from tricity.web.languages import language_name
from tricity.web.text import LocalizedText, Origin


@dataclass(frozen=True, slots=True)
class Linked:
    name: LocalizedText
    url: str


@dataclass(frozen=True, slots=True)
class IdeaView:
    """An idea for one reader; `wanted` are countries that should take part, `joined` how many bodies would.

    `partners` is None where the reader would need the original to read it."""

    code: str
    url: str
    kind_label: str
    title: LocalizedText
    summary: LocalizedText
    partners: LocalizedText | None
    owner: BodyView | None
    country: Linked | None
    wanted: tuple[Linked, ...]
    topics: tuple[Linked, ...]
    horizon_label: str
    stage: str
    stage_label: str
    joined: int
    is_public: bool
    publication_label: str
    published_at: dt.datetime | None
    language: str
    language_name: str


@dataclass(frozen=True, slots=True)
class SupportView:
    body: BodyView
    country: LocalizedText | None
    person: PersonView | None
    at: dt.datetime
    text: LocalizedText | None


def present(ids: Sequence[int], language: str) -> dict[int, IdeaView]:
    """Row id → idea, in the order given, without deleted ones; four queries."""
    found = {row.pk: row for row in whole_ideas().filter(pk__in=ids)}
    return present_rows([found[pk] for pk in ids if pk in found], language)


def present_rows(rows: Sequence[Idea], language: str) -> dict[int, IdeaView]:
    """The same of `whole_ideas`; two queries."""
    if not rows:
        return {}
    texts = renderings(rows, language=language)
    countries = {each.code: each for each in Country.objects.all()} if _names_countries(rows) else {}
    with translation.override(language):
        return {row.pk: _view(row, texts, countries, language) for row in rows}


def titles(rows: Sequence[Idea], language: str) -> dict[int, LocalizedText]:
    """Row id → title alone; one query, four more for those that can only be described."""
    rendered = renderings(rows, language=language)
    found: dict[int, LocalizedText] = {}
    for row in rows:
        shown = localized(row.title, row.language, rendered.get((row.pk, "title")), language=language)
        if shown is not None:
            found[row.pk] = shown
    missing = [row.pk for row in rows if row.pk not in found]
    described = present(missing, language) if missing else {}
    return found | {pk: view.title for pk, view in described.items()}


def title_of(idea: Idea, language: str) -> LocalizedText:
    """What it is called for a reader: original, rendering, else who proposes it about what."""
    shown = localized(idea.title, idea.language, None, language=language)
    return shown or present([idea.pk], language)[idea.pk].title


def support_views(rows: Sequence[IdeaSupport], language: str) -> list[SupportView]:
    """In the order given; no queries."""
    return [
        SupportView(
            body=_body(row.organization, language),
            country=country_name(row.organization.country, language) if row.organization.country else None,
            person=person_view(row.by, language),
            at=row.at,
            text=said(row.text, row.language, None, language) if row.text else None,
        )
        for row in rows
    ]


def _view(
    row: Idea, texts: Mapping[tuple[int, str], Translation], countries: Mapping[str, Country], language: str
) -> IdeaView:
    owner = _body(row.owner, language) if row.owner else None
    topics = tuple(
        Linked(name_in(each.names, language), reverse("terms:topic", args=[each.slug]))
        for each in sorted(row.topics.all(), key=lambda each: each.slug)
    )
    wanted = [_country(countries[code], language) for code in row.wanted_countries if code in countries]

    partners = localized(row.partners, row.language, texts.get((row.pk, "partners")), language=language)
    summary = localized(row.summary, row.language, texts.get((row.pk, "summary")), language=language)
    title = localized(row.title, row.language, texts.get((row.pk, "title")), language=language)
    return IdeaView(
        code=row.code,
        url=row.get_absolute_url(),
        kind_label=row.get_kind_display(),
        title=title or _title(row, owner, topics, language),
        summary=summary or _summary(row, topics, language),
        partners=partners,
        owner=owner,
        country=_country(row.country, language) if row.country else None,
        wanted=tuple(sorted(wanted, key=lambda each: str(each.name))),
        topics=topics,
        horizon_label=row.get_horizon_display(),
        stage=row.stage,
        stage_label=row.get_stage_display(),
        joined=row.joined,  # type: ignore[attr-defined]
        is_public=row.is_public,
        publication_label=row.get_publication_state_display(),
        published_at=row.published_at,
        language=row.language,
        language_name=language_name(row.language),
    )


def _title(row: Idea, owner: BodyView | None, topics: Sequence[Linked], language: str) -> LocalizedText:
    """A digest: “Idea of Suwon: Parking”."""
    values = {"body": owner.name if owner else "", "topics": listed(each.name for each in topics[:2])}
    sentence = _("Idea of %(body)s: %(topics)s") if topics else _("Idea of %(body)s")
    return LocalizedText(sentence % values, language, Origin.DIGEST, row.title, row.language)


def _summary(row: Idea, topics: Sequence[Linked], language: str) -> LocalizedText:
    """A digest: its own topics, else those its words name."""
    named = [str(each.name) for each in topics] or [
        each.label for each in meant_topics(row.summary, language)
    ]
    values = {"language": language_name(row.language), "topics": listed(named)}
    sentence = (
        _("An idea in %(language)s. It speaks of: %(topics)s.")
        if named
        else _("An idea in %(language)s that names none of our topics.")
    )
    return LocalizedText(sentence % values, language, Origin.DIGEST, row.summary, row.language)


def _body(row: Organization, language: str) -> BodyView:
    return BodyView(organization_name(row, language), row.get_absolute_url(), row.code)


def _country(row: Country, language: str) -> Linked:
    return Linked(country_name(row, language), row.get_absolute_url())


def _names_countries(rows: Sequence[Idea]) -> bool:
    return any(row.wanted_countries for row in rows)
