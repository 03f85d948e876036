"""Every page that shows a finding of the analysis says why, in the reader's language, with the words of the originals."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests import factories
from tests.cooperation.conftest import World

from tricity.cooperation.actions import run_synthesis
from tricity.cooperation.models import Opportunity
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
WHY = "Why?"


@pytest.fixture
def published(world: World) -> Opportunity:
    run_synthesis()
    found = Opportunity.objects.get(concept=world.parking)
    found.publication_state = PublicationState.PUBLISHED
    found.save()
    return found


def opened(page: str) -> list[str]:
    """What stands behind each “Why?”."""
    return re.findall(rf"<summary>{re.escape(WHY)}</summary>(.*?)</details>", page, re.DOTALL)


def test_each_row_of_the_grid_leads_to_its_records(world: World, client: Client) -> None:
    run_synthesis()

    for address in ("/en/", "/en/overlaps/"):
        page = client.get(address).content.decode()
        assert f'<a href="/en/overlaps/parking/#records">{WHY}' in page


def test_each_record_of_a_topic_shows_the_words_it_was_counted_for(world: World, client: Client) -> None:
    run_synthesis()

    page = client.get("/en/overlaps/parking/").content.decode()

    reasons = opened(page)
    assert len(reasons) == page.count('<article class="card record-card')
    assert all("The original says" in reason for reason in reasons)
    assert any('lang="ko"' in reason and "주차장" in reason for reason in reasons)
    assert any('lang="ja"' in reason and "駐車場" in reason for reason in reasons)


@pytest.mark.parametrize("path", ["needs/{need}/matches/", "initiatives/{work}/needs/"])
def test_each_match_shows_the_words_of_both(path: str, world: World, client: Client) -> None:
    run_synthesis()

    address = path.format(need=world.korean_need.code, work=world.chinese_work.code)
    page = client.get(f"/en/{address}").content.decode()

    reasons = opened(page)
    assert len(reasons) == page.count('<div class="match">')
    assert all("Parking" in reason for reason in reasons)
    assert any("주차장" in reason and "停车场" in reason for reason in reasons)


def test_each_topic_of_a_record_says_why(world: World, client: Client) -> None:
    run_synthesis()

    page = client.get(f"/en/needs/{world.korean_need.code}/").content.decode()

    assert page.count("<summary>Why this topic?</summary>") == page.count('class="topic-why"') == 1


def test_a_candidate_in_a_list_leads_to_its_reasons(published: Opportunity, client: Client) -> None:
    for address in ("/en/opportunities/", "/en/countries/kr/"):
        page = client.get(address).content.decode()
        assert f'<a href="/en/opportunities/{published.code}/#why">{WHY}' in page
    assert 'id="why"' in client.get(f"/en/opportunities/{published.code}/").content.decode()


def test_a_supporter_is_quoted_in_its_own_words(published: Opportunity, client: Client) -> None:
    page = client.get(f"/en/opportunities/{published.code}/").content.decode()

    [reason] = opened(page[page.index('id="supporters"') :])

    assert "It acts for cities in general." in reason
    assert '<blockquote lang="ko">스마트시티</blockquote>' in reason


def test_what_balance_is_missing_says_by_which_rule() -> None:
    from django.template.loader import render_to_string

    from tricity.cooperation.digests.balances import BalanceView

    gap = BalanceView((), (), 1, ("Nobody is there from Korea yet.",))
    whole = BalanceView((), (), 1, ())

    assert (
        "fewer than half as many"
        in opened(render_to_string("cooperation/balance_changes.html", {"balance": gap}))[0]
    )
    assert opened(render_to_string("cooperation/balance_changes.html", {"balance": whole})) == []


def test_a_chosen_project_leads_to_its_reasons(published: Opportunity, client: Client) -> None:
    client.force_login(factories.user(roles=["organizer"]))

    page = client.get("/en/opportunities/portfolio/").content.decode()

    assert f'<a href="/en/opportunities/{published.code}/#why">{WHY}' in page
