from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from tests import factories
from tests.events.conftest import add_session
from tricity.cooperation.balance import Voice, balance
from tricity.cooperation.models import Evidence
from tricity.events.models import Event, Session, Talk
from tricity.events.queries import programme
from tricity.events.suggestions import suggestions

COUNTRIES = ["CN", "JP", "KR"]


def test_voices_are_counted_by_country_and_kind() -> None:
    found = balance(
        [Voice("JP", "city", False), Voice("JP", "city", True), Voice("KR", "company")], COUNTRIES
    )

    assert (found.of("JP", "city"), found.of("KR", "company"), found.of("CN", "city")) == (2, 1, 0)
    assert (found.capitals["JP"], found.elsewhere["JP"], found.total) == (1, 1, 3)


def test_gaps_are_countries_and_kinds_nobody_speaks_for() -> None:
    found = balance([Voice("JP", "city", True), Voice()], COUNTRIES)

    assert found.missing_countries == ("CN", "KR")
    assert found.missing_kinds == ("company", "association")
    assert found.only_capitals
    assert found.unknown == 1


def test_empty_programme_misses_nothing() -> None:
    found = balance([], COUNTRIES)

    assert (found.missing_countries, found.missing_kinds, found.only_capitals) == ((), (), False)


@pytest.fixture
def panel(db: None) -> Session:
    for code in COUNTRIES:
        factories.country(code)
    return add_session(factories.event())


def candidate(panel: Session) -> Evidence:
    """A need of a Korean body that carries a candidate on the programme."""
    body = factories.organization("KR", type="city", names={"en": "Suwon", "ko": "수원시"})
    need = factories.record("KR", "need", owner=body, title="주차가 어렵다")
    opportunity = factories.opportunity(publication_state="published")
    panel.opportunities.add(opportunity)
    return Evidence.objects.create(opportunity=opportunity, role="need", record=need)


def test_bodies_behind_a_candidate_are_suggested_those_of_a_gap_first(panel: Session) -> None:
    evidence = candidate(panel)
    japanese = factories.organization("JP")
    Evidence.objects.create(
        opportunity=evidence.opportunity, role="support", organization=japanese, position=0
    )

    found = suggestions(programme(panel.event, with_links=False), user=AnonymousUser(), missing={"KR"})

    assert evidence.record is not None
    assert [each.organization for each in found] == [evidence.record.owner, japanese]
    assert [each.fills_gap for each in found] == [True, False]


def test_who_speaks_already_is_not_suggested(panel: Session) -> None:
    evidence = candidate(panel)
    assert evidence.record is not None
    Talk.objects.create(session=panel, speaker_name="S", organization=evidence.record.owner)

    assert suggestions(programme(panel.event, with_links=False), user=AnonymousUser(), missing=set()) == []


def test_record_nobody_may_read_suggests_nobody(panel: Session) -> None:
    evidence = candidate(panel)
    evidence.record.publication_state = "draft"  # type: ignore[union-attr]
    evidence.record.save()  # type: ignore[union-attr]

    assert suggestions(programme(panel.event, with_links=False), user=AnonymousUser(), missing=set()) == []


def test_page_names_gaps_kindly_and_gives_the_reason(organizer: Client, panel: Session) -> None:
    candidate(panel)
    Talk.objects.create(session=panel, speaker_name="S", organization=factories.organization("JP"))
    event: Event = panel.event

    content = organizer.get(f"/en/events/{event.code}/preparation/").content.decode()

    assert "Nobody is there from China, Korea yet." in content
    assert "<li>Add: City administration (China)</li><li>Add: Association (Korea)</li>" in content
    assert "needs what a candidate on the programme is about" in content
    assert '<a href="/en/needs/' in content
    assert "주차가 어렵다" in content
