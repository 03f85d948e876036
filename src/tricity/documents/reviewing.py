"""The page on which an editor turns suggestions into a draft: its form, and where its choices come from."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import QueryDict

from tricity.directory.models import Organization
from tricity.directory.names import organization_name
from tricity.directory.queries import organizations
from tricity.documents.evidence import Labels, evidence_of, initial_of, suggestions_of
from tricity.documents.forms import DraftForm
from tricity.documents.models import Document
from tricity.documents.suggestions import Field
from tricity.knowledge.choices import city_choices, countries_for, country_choices, topic_choices
from tricity.knowledge.values import Values
from tricity.web.templatetags.web import text

EMPTY: Values = {"topics": [], "sources": [], "indicators": [], "bodies": [], "deployments": []}


def draft_form(document: Document, language: str, data: QueryDict | None = None) -> DraftForm:
    """The form of a record of this document's kind, filled with its suggestions or with what was typed."""
    owner = document.owner
    countries = countries_for([owner.country_id] if owner.country_id else None, language)
    cities, homes = city_choices(countries, language)
    topics = topic_choices(language)
    named = {slug for _group, pairs in topics for slug, _name in pairs}
    suggestions = [
        each
        for each in suggestions_of(document)
        if each.field is not Field.TOPIC or each.value in named  # a topic may have been withdrawn since
    ]
    bodies = _bodies([each.value for each in suggestions if each.field is Field.BODY])
    names = {code: organization_name(body, language) for code, body in bodies.items()}
    labels: Labels = {**dict(pair for _group, pairs in (*cities, *topics) for pair in pairs), **names}
    first: dict[str, Any] = {"country": owner.country_id or "", **initial_of(suggestions)}
    if owner.city is not None:
        first.setdefault("city", owner.city.code)
    return DraftForm(
        data,
        initial=first,
        kind=document.kind,
        countries=country_choices(countries, language),
        cities=cities,
        topics=topics,
        city_countries=homes,
        suggestions=suggestions,
        evidence=evidence_of(document, suggestions, labels, language),
        bodies=bodies,
        body_names={code: text(name) for code, name in names.items()},
        language=document.language,
    )


def values_of_draft(form: DraftForm, document_url: str, today: dt.date) -> Values:
    """The clean values; the public address of the document is its source, else its page here."""
    values = form.values({**EMPTY})
    urls = [source["url"] for source in values["sources"]] or [document_url]
    return {**values, "sources": [{"url": url, "read_on": today.isoformat()} for url in urls]}


def _bodies(codes: list[str]) -> dict[str, Organization]:
    """By code; a body that has been deleted since is left out."""
    return {body.code: body for body in organizations().filter(code__in=codes)}
