"""A match is news once: when it is first found for a record of a body that has people here."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from tests import factories

from tricity.cooperation.actions.news import KEPT_FOR, note_new_matches
from tricity.cooperation.models import Match, MatchFound, SynthesisRun
from tricity.directory.models import Organization
from tricity.knowledge.models import Kind, Record

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def body(countries: object) -> Organization:
    """A body somebody acts for."""
    found = factories.organization("JP")
    factories.user(organizations=[found])
    return found


def matched(owner: Organization | None) -> tuple[Record, Record]:
    need = factories.record("JP", Kind.NEED, owner=owner)
    return need, factories.record("KR", Kind.SOLUTION)


def run_with(*pairs: tuple[Record, Record], is_close: bool = True) -> SynthesisRun:
    run = SynthesisRun.objects.create(finished_at=NOW)
    for need, other in pairs:
        Match.objects.create(run=run, kind="solution", need=need, other=other, score=1, is_close=is_close)
    return run


def test_match_found_again_is_no_news(body: Organization) -> None:
    first, second = matched(body), matched(body)
    note_new_matches(run_with(first), NOW)

    number = note_new_matches(run_with(first, second), NOW + dt.timedelta(days=1))

    assert number == 1
    assert [row.found_at for row in MatchFound.objects.order_by("pk")] == [NOW, NOW + dt.timedelta(days=1)]


def test_match_nobody_here_would_be_told_of_is_not_kept(body: Organization) -> None:
    note_new_matches(run_with(matched(factories.organization("JP")), matched(None)), NOW)

    assert not MatchFound.objects.exists()


def test_distant_match_is_no_news(body: Organization) -> None:
    note_new_matches(run_with(matched(body), is_close=False), NOW)

    assert not MatchFound.objects.exists()


def test_match_that_is_no_longer_found_is_forgotten_after_a_while(body: Organization) -> None:
    note_new_matches(run_with(matched(body)), NOW)

    note_new_matches(run_with(), NOW + KEPT_FOR)
    kept = MatchFound.objects.count()
    note_new_matches(run_with(), NOW + KEPT_FOR + dt.timedelta(minutes=1))

    assert (kept, MatchFound.objects.count()) == (1, 0)
