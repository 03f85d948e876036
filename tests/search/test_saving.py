from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.journeys.markup import problems
from tricity.knowledge.models import Kind, Record
from tricity.search import indexer, saving
from tricity.search.actions import touch
from tricity.search.models import SavedSearch
from tricity.web.errors import BadInput

pytestmark = pytest.mark.django_db
Make = Callable[..., Record]
PAGE = "/en/my/searches/"
TOMORROW = dt.timedelta(days=1, minutes=1)


def look(days: int = 1) -> int:
    return saving.look_at_due(timezone.now() + days * TOMORROW)


def new(search: SavedSearch) -> list[str]:
    return sorted(search.hits.values_list("document_id", flat=True))


def keep(person: Any, question: str = "駐車場", **filters: list[str]) -> SavedSearch:
    return saving.save_search(person, question=question, filters=filters, language="ja")


def test_what_is_found_for_the_first_time_is_news(indexed: Make) -> None:
    indexed("JP", title="駐車場が足りない")
    search = keep(factories.user())

    later = indexed("JP", title="駐車場を減らす")

    assert look() == 1
    assert new(search) == [f"initiative:{later.pk}"]


def test_news_is_told_once(indexed: Make) -> None:
    indexed("JP", title="緑を増やす")
    search = keep(factories.user())
    indexed("JP", title="駐車場を減らす")
    look(1)
    saving.mark_seen(search)

    assert look(3) == 0
    assert new(search) == []


def test_search_is_asked_again_once_a_day(indexed: Make) -> None:
    indexed("JP", title="緑を増やす")
    search = keep(factories.user())
    indexed("JP", title="駐車場を減らす")

    assert saving.look_at_due(timezone.now() + dt.timedelta(hours=23)) == 0
    assert new(search) == []
    assert look() == 1
    assert look() == 0


def test_filters_hold(indexed: Make) -> None:
    indexed("JP", title="緑を増やす")
    search = keep(factories.user(), kind=["need"], country=["JP"])

    indexed("JP", title="駐車場を減らす")
    need = indexed("JP", kind=Kind.NEED, title="駐車場が足りない")

    look()
    assert new(search) == [f"need:{need.pk}"]


def test_draft_of_others_is_no_news(indexed: Make) -> None:
    indexed("JP", title="緑を増やす")
    body = factories.organization("JP")
    stranger, editor = keep(factories.user()), keep(factories.user(organizations=[body]))

    indexed("JP", title="駐車場を減らす", owner=body, publication_state="draft", published_at=None)

    assert look() == 1
    assert (len(new(stranger)), len(new(editor))) == (0, 1)


def test_hit_that_was_withdrawn_meanwhile_is_not_shown(client: Client, indexed: Make) -> None:
    person = factories.user()
    indexed("JP", title="緑を増やす")
    keep(person)
    record = indexed("JP", title="駐車場を減らす")
    look()
    client.force_login(person)
    assert "駐車場を減らす" in client.get("/ja/my/searches/").content.decode()

    Record.objects.filter(pk=record.pk).update(publication_state="archived")

    assert "駐車場を減らす" not in client.get("/ja/my/searches/").content.decode()


def test_without_an_index_nothing_is_asked() -> None:
    search = SavedSearch.objects.create(
        user=factories.user(), question="x", language="en", checked_at="2020-01-01T00:00Z"
    )

    assert saving.look_at_due() == 0
    search.refresh_from_db()
    assert search.checked_at.year == 2020


def test_saving_twice_changes_nothing(indexed: Make) -> None:
    indexed("JP", title="緑を増やす")
    person = factories.user()

    assert keep(person, kind=["need", "solution"]) == keep(person, kind=["solution", "need"])
    assert keep(person, kind=["need"]) != keep(person)


def test_only_so_many_are_kept(indexed: Make, monkeypatch: Any) -> None:
    monkeypatch.setattr(saving, "MOST_SEARCHES", 1)
    indexed("JP", title="緑を増やす")
    person = factories.user()
    keep(person)

    with pytest.raises(BadInput):
        keep(person, "緑")
    with pytest.raises(BadInput):
        saving.save_search(factories.user(), question="", filters={}, language="en")


# --- Pages ---------------------------------------------------------------------------------------------------


def test_search_is_saved_from_its_page(client: Client, indexed: Make) -> None:
    indexed("JP", title="駐車場が足りない")
    person = factories.user()
    client.force_login(person)
    assert 'action="/en/my/searches/save/"' in client.get("/en/search/?q=駐車場&country=JP").content.decode()

    client.post(f"{PAGE}save/", {"q": "駐車場", "country": ["JP"], "page": "2"})

    row = SavedSearch.objects.get()
    assert (row.user, row.question, row.filters) == (person, "駐車場", {"country": ["JP"]})


def test_visitors_are_not_offered_to_save(client: Client, indexed: Make) -> None:
    indexed("JP", title="駐車場が足りない")

    assert "my/searches/save/" not in client.get("/en/search/?q=駐車場").content.decode()
    assert client.post(f"{PAGE}save/", {"q": "x"}).status_code == 302
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize(("code", "tag"), [("en", "en"), ("ja", "ja"), ("ko", "ko"), ("zh-hans", "zh-Hans")])
def test_page_and_desk_show_what_is_new(client: Client, indexed: Make, code: str, tag: str) -> None:
    person = factories.user()
    indexed("JP", title="緑を増やす")
    keep(person, country=["JP"])
    indexed("JP", title="駐車場を減らす")
    look()
    client.force_login(person)
    address = f"/{code}/my/searches/"

    html = client.get(address).content.decode()
    desk = client.get(f"/{code}/my/").content.decode()

    assert problems(html, url=f"http://testserver{address}", language=tag) == []
    assert '<span lang="ja" data-origin="original">駐車場</span>' in html
    assert f"{address}#search-" in desk


def test_only_its_person_marks_and_deletes_a_search(client: Client, indexed: Make) -> None:
    person = factories.user()
    indexed("JP", title="緑を増やす")
    search = keep(person)
    touch(factories.record("JP", title="駐車場を減らす"))
    indexer.catch_up()
    look()

    client.force_login(factories.user(roles=["operator"]))
    assert client.post(f"{PAGE}{search.pk}/seen/").status_code == 404
    assert client.post(f"{PAGE}{search.pk}/delete/").status_code == 404
    assert len(new(search)) == 1

    client.force_login(person)
    client.post(f"{PAGE}{search.pk}/seen/")
    assert new(search) == []
    client.post(f"{PAGE}{search.pk}/delete/")
    assert not SavedSearch.objects.exists()


def test_number_of_queries_does_not_grow(
    client: Client, indexed: Make, django_assert_max_num_queries: Any
) -> None:
    person = factories.user()
    indexed("JP", title="緑を増やす")
    for question in ("駐車場", "減らす", "道路"):
        keep(person, question)
    for _ in range(3):
        indexed("JP", title="道路の駐車場を減らす")
    look()
    client.force_login(person)

    with django_assert_max_num_queries(12):
        assert client.get(PAGE).status_code == 200
