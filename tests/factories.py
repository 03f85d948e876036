"""Objects for tests: the plainest that is valid; a test names only what it is about."""

from __future__ import annotations

import itertools
from typing import Any

from django.utils import timezone

from tricity.accounts.models import RoleGrant, User
from tricity.cooperation.models import Opportunity, TopicProposal
from tricity.directory.models import CardEntry, City, Country, Membership, Organization, Service
from tricity.events.models import Event
from tricity.knowledge.models import Kind, Record
from tricity.terms.models import Concept
from tricity.web.identity import PublicationState, Standing

_numbers = itertools.count(1)

COUNTRIES = {
    "CN": (
        "zh-hans",
        "Asia/Shanghai",
        {"en": "China", "ja": "中国", "ko": "중국", "zh-hans": "中国", "zh-hant": "中國"},
        "北京",
    ),
    "JP": (
        "ja",
        "Asia/Tokyo",
        {"en": "Japan", "ja": "日本", "ko": "일본", "zh-hans": "日本", "zh-hant": "日本"},
        "東京",
    ),
    "KR": (
        "ko",
        "Asia/Seoul",
        {"en": "Korea", "ja": "韓国", "ko": "한국", "zh-hans": "韩国", "zh-hant": "韓國"},
        "서울",
    ),
}


def country(code: str = "JP") -> Country:
    language, zone, names, capital = COUNTRIES[code]
    return Country.objects.get_or_create(
        code=code,
        defaults={
            "names": names,
            "language": language,
            "capital_time_zone": zone,
            "capital_names": {language: capital},
        },
    )[0]


def city(code: str = "JP", **fields: Any) -> City:
    number = next(_numbers)
    language = COUNTRIES[code][0]
    native = fields.pop("native_name", f"市{number}")
    names = fields.pop("names", {language: native, "en": f"City {number}"})
    return City.objects.create(
        country=country(code), native_name=native, names=names, latitude=35.0, longitude=135.0, **fields
    )


def organization(code: str = "JP", **fields: Any) -> Organization:
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "type": "company",
        "country": country(code),
        "names": {COUNTRIES[code][0]: f"組織{number}", "en": f"Organization {number}"},
        "language": COUNTRIES[code][0],
    }
    return Organization.objects.create(**{**defaults, **fields})


def service(body: Organization, **fields: Any) -> Service:
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "organization": body,
        "kind": "advice",
        "language": body.language,
        "title": f"Service {number}",
        "description": f"Description {number}.",
        "source_url": f"https://example.org/services/{number}",
        "read_on": "2026-05-01",
        "state": "published",
        "published_at": timezone.now(),
    }
    return Service.objects.create(**{**defaults, **fields})


def card_entry(code: str = "JP", **fields: Any) -> CardEntry:
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "country": country(code),
        "section": "laws",
        "language": COUNTRIES[code][0],
        "title": f"Entry {number}",
        "text": f"Text {number}.",
        "source_url": f"https://example.org/laws/{number}",
        "read_on": "2026-05-01",
        "state": "published",
        "published_at": timezone.now(),
    }
    return CardEntry.objects.create(**{**defaults, **fields})


def user(**fields: Any) -> User:
    number = next(_numbers)
    roles = fields.pop("roles", [])
    organizations = fields.pop("organizations", [])
    person = User.objects.create_user(
        fields.pop("username", f"user{number}"), fields.pop("password", "a-long-password"), **fields
    )
    for role in roles:
        name, _, country_code = role.partition(":")
        RoleGrant.objects.create(user=person, role=name, country=country_code)
    for body in organizations:
        Membership.objects.create(user=person, organization=body, role=Membership.Role.EDITOR)
    return person


def record(code: str = "JP", kind: str = Kind.INITIATIVE, **fields: Any) -> Record:
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "kind": kind,
        "country": country(code),
        "language": COUNTRIES[code][0],
        "title": f"Title {number}",
        "summary": f"Summary {number}.",
        "publication_state": PublicationState.PUBLISHED,
        "published_at": timezone.now(),
        "standing": Standing.COMPILED,
    }
    if kind != Kind.SOLUTION and "city" not in fields:
        defaults["city"] = city(code)
    return Record.objects.create(**{**defaults, **fields})


def concept(slug: str | None = None, **fields: Any) -> Concept:
    slug = slug or f"concept-{next(_numbers)}"
    labels = fields.pop("names", {"en": slug, "ja": slug, "ko": slug, "zh-hans": slug})
    return Concept.objects.create(slug=slug, names=labels, **fields)


def opportunity(**fields: Any) -> Opportunity:
    number = next(_numbers)
    defaults: dict[str, Any] = {"key": f"key-{number}", "horizon": "short", "countries": ["JP", "KR"]}
    if "concept" not in fields:
        defaults["concept"] = concept()
    return Opportunity.objects.create(**{**defaults, **fields})


def topic_proposal(*records: Record, **fields: Any) -> TopicProposal:
    """A topic that analysis found in these records, quoting the title of each."""
    defaults: dict[str, Any] = {
        "key": f"emergent.{next(_numbers)}",
        "labels": {
            "zh-hans": ["井盖", "检查井"],
            "ja": ["マンホール"],
            "ko": ["맨홀"],
            "en": ["manhole cover"],
        },
        "derived": ["en"],
        "countries": sorted({each.country_id for each in records}),
        "languages": sorted({each.language for each in records}),
        "records": sorted(each.pk for each in records),
    }
    row = TopicProposal.objects.create(**{**defaults, **fields})
    for position, each in enumerate(records):
        place = {"part": "title", "start": 0, "end": len(each.title)}
        row.evidence.create(record=each, quotation=each.title, place=place, position=position)
    return row


def event(**fields: Any) -> Event:
    start = timezone.now()
    defaults: dict[str, Any] = {
        "titles": {"en": "Forum"},
        "starts_at": start,
        "ends_at": start + timezone.timedelta(hours=2),
        "publication_state": PublicationState.PUBLISHED,
        "published_at": start,
    }
    return Event.objects.create(**{**defaults, **fields})


def member(code: str = "JP", **fields: Any) -> User:
    """A person who acts for an organization of this country, without editing for it; has a public name."""
    body = fields.pop("body", None) or organization(code)
    person = user(**{"native_name": f"会員{next(_numbers)}", "native_language": "ja", **fields})
    Membership.objects.create(user=person, organization=body, role=Membership.Role.MEMBER)
    return person
