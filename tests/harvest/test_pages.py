"""Who may open and do what on the pages of sources and of duplicates."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.harvest.server import Catalogue, package
from tricity.activity.models import Entry as AuditEntry
from tricity.harvest.models import Entry, Joining, Pair, Run, Source
from tricity.jobs.models import Job
from tricity.knowledge.models import Record
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
ROLES = ("visitor", "member", "editor", "curator of Japan", "curator of Korea", "operator")


@pytest.fixture
def clients(body: Any) -> dict[str, Client]:
    people = {
        "member": factories.user(), "editor": factories.user(organizations=[body]),
        "curator of Japan": factories.user(roles=["curator:JP"]), "curator of Korea": factories.user(roles=["curator:KR"]),
        "operator": factories.user(roles=["operator"]),
    }  # fmt: skip
    made = {"visitor": Client()}
    for role, person in people.items():
        made[role] = Client()
        made[role].force_login(person)
    return made


@pytest.fixture
def entry(source: Source, body: Any) -> Entry:
    """An entry whose draft a person wrote in, with a change its source offers."""
    record = factories.record(
        "JP",
        owner=body,
        title="市営駐車場",
        source=f"harvest:{source.code}",
        publication_state=PublicationState.DRAFT,
    )
    run = Run.objects.create(source=source, state=Run.State.DONE, new=1)
    run.troubles.create(place="https://data.example.jp/?start=50", code="json", values={"line": 3})
    return Entry.objects.create(
        source=source, external_id="a", digest="", title="駐車場", record=record, offer={"title": "駐車場一覧"},
        offered_at=timezone.now(), seen_in=run, licence="CC BY 4.0", url="https://data.example.jp/a",
        resources=[{"name": "表", "url": "https://data.example.jp/a.csv", "format": "CSV"}],
    )  # fmt: skip


@pytest.fixture
def pair(body: Any) -> Pair:
    first = factories.record("JP", title="Public")
    second = factories.record(
        "JP", owner=body, title="Draft", city=first.city, publication_state=PublicationState.DRAFT
    )
    reasons = [{"via": "address", "address": "a.jp/b"}, {"via": "city", "city": "X"}, {"via": "words", "here": "a", "there": "b"},
               {"via": "figures", "figures": ["3250"]}, {"via": "text", "share": 0.7}]  # fmt: skip
    return Pair.objects.create(first=first, second=second, score=0.9, reasons=reasons)


def statuses(clients: dict[str, Client], url: str, **post: Any) -> dict[str, int]:
    return {
        role: (client.post(url, post) if post else client.get(url)).status_code
        for role, client in clients.items()
    }


def by_role(*given: int) -> dict[str, int]:
    return dict(zip(ROLES, given, strict=True))


def test_who_reads_the_pages_of_a_source(clients: dict[str, Client], entry: Entry) -> None:
    source, run = entry.source, Run.objects.get()

    assert statuses(clients, reverse("harvest:sources")) == by_role(302, 403, 200, 200, 200, 200)
    assert statuses(clients, source.get_absolute_url()) == by_role(302, 404, 200, 200, 404, 200)
    assert statuses(clients, run.get_absolute_url()) == by_role(302, 404, 200, 200, 404, 200)
    assert statuses(clients, reverse("harvest:source-edit", args=[source.code])) == by_role(
        302, 404, 403, 200, 404, 200
    )
    assert statuses(clients, reverse("harvest:source-new")) == by_role(302, 403, 403, 200, 200, 200)
    assert statuses(clients, reverse("harvest:entry", args=[entry.pk])) == by_role(
        302, 404, 200, 200, 404, 200
    )


def test_who_starts_a_harvest(clients: dict[str, Client], source: Source, catalogue: Catalogue) -> None:
    url = reverse("harvest:source-run", args=[source.code])

    assert statuses(clients, url, whole="1") == by_role(302, 404, 403, 302, 404, 302)
    assert Run.objects.count() == 1
    assert Job.objects.filter(name="harvest.step").count() == 1
    assert statuses(clients, reverse("harvest:source-try", args=[source.code]), x="1") == by_role(
        302, 404, 403, 200, 404, 200
    )


def test_list_shows_a_curator_only_what_is_theirs(clients: dict[str, Client], source: Source) -> None:
    assert source.name in clients["curator of Japan"].get(reverse("harvest:sources")).content.decode()
    assert source.name not in clients["curator of Korea"].get(reverse("harvest:sources")).content.decode()


def form(body: Any, **changes: Any) -> dict[str, Any]:
    return {
        "name": "Open data", "form": "ckan", "address": "https://data.example.jp", "owner": body.code, "kind": "need", "language": "",
        "interval_hours": "24", "delay_s": "1", "most_pages": "20", "respects_robots": "on", "is_enabled": "on", **changes,
    }  # fmt: skip


def test_curator_adds_a_source_and_nothing_is_asked_yet(clients: dict[str, Client], body: Any) -> None:
    response = clients["curator of Japan"].post(reverse("harvest:source-new"), form(body))

    source = Source.objects.get()
    assert response.status_code == 302
    assert (source.name, source.owner, source.respects_robots, source.is_enabled) == (
        "Open data",
        body,
        True,
        True,
    )
    assert source.next_run_at is not None
    assert AuditEntry.objects.filter(verb="source.made").exists()
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"address": "file:///etc/passwd"}, "address"), ({"address": "https://u:p@example.jp"}, "address"), ({"delay_s": "0"}, "delay_s"),
     ({"most_pages": "0"}, "most_pages"), ({"name": " "}, "name"), ({"owner": "NOBODY"}, "owner")],
)  # fmt: skip
def test_source_that_cannot_be_right_is_refused_at_its_field(
    clients: dict[str, Client], body: Any, changes: Any, field: str
) -> None:
    response = clients["operator"].post(reverse("harvest:source-new"), form(body, **changes))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Source.objects.exists()


def test_curator_adds_none_for_another_country(clients: dict[str, Client], body: Any) -> None:
    response = clients["curator of Korea"].post(reverse("harvest:source-new"), form(body))

    assert response.status_code == 422
    assert not Source.objects.exists()


def test_trial_shows_what_would_come(
    clients: dict[str, Client], source: Source, catalogue: Catalogue
) -> None:
    catalogue.packages = [package(1, "駐車場の位置", "市内の駐車場"), package(2, " ")]

    page = clients["operator"].post(reverse("harvest:source-try", args=[source.code])).content.decode()

    assert "駐車場の位置" in page
    assert 'lang="ja"' in page
    assert "An entry has no title." in page
    assert not Record.objects.exists()


def test_trial_says_what_is_wrong_and_how_to_mend_it(
    clients: dict[str, Client], source: Source, settings: Any
) -> None:
    settings.HARVEST_HOSTS = []

    page = clients["operator"].post(reverse("harvest:source-try", args=[source.code])).content.decode()

    assert "127.0.0.1 is an address inside a private network" in page
    assert "Give the public address." in page


def test_run_says_what_where_and_how_to_mend_it(clients: dict[str, Client], entry: Entry) -> None:
    page = clients["editor"].get(Run.objects.get().get_absolute_url()).content.decode()

    assert "The answer is not valid JSON (line 3)." in page
    assert "https://data.example.jp/?start=50" in page
    assert "Change offered" in page


def test_record_says_where_it_was_harvested(clients: dict[str, Client], entry: Entry) -> None:
    assert entry.record is not None
    page = clients["editor"].get(entry.record.get_absolute_url()).content.decode()

    assert "Harvested from:" in page
    assert "CC BY 4.0" in page
    assert reverse("harvest:entry", args=[entry.pk]) in page


def test_editor_takes_a_change_over_field_by_field(clients: dict[str, Client], entry: Entry) -> None:
    clients["editor"].post(reverse("harvest:entry", args=[entry.pk]), {"take": "1", "fields": ["title"]})

    entry.refresh_from_db()
    assert (entry.offer, Record.objects.get(pk=entry.record_id).title) == (None, "駐車場一覧")


def test_editor_leaves_the_record_as_it_is(clients: dict[str, Client], entry: Entry) -> None:
    clients["editor"].post(reverse("harvest:entry", args=[entry.pk]), {"drop": "1"})

    entry.refresh_from_db()
    assert (entry.offer, Record.objects.get(pk=entry.record_id).title) == (None, "市営駐車場")
    again = clients["editor"].post(reverse("harvest:entry", args=[entry.pk]), {"drop": "1"})
    assert again.status_code == 409


def test_who_sees_a_pair(clients: dict[str, Client], pair: Pair) -> None:
    assert statuses(clients, reverse("harvest:duplicates")) == by_role(302, 403, 200, 200, 200, 200)
    assert statuses(clients, pair.get_absolute_url()) == by_role(302, 404, 200, 200, 404, 200)
    address = pair.get_absolute_url()
    assert address in clients["editor"].get(reverse("harvest:duplicates")).content.decode()
    assert address not in clients["curator of Korea"].get(reverse("harvest:duplicates")).content.decode()


def test_editor_cannot_join_with_the_public_record_of_others(clients: dict[str, Client], pair: Pair) -> None:
    response = clients["editor"].post(pair.get_absolute_url(), {"decision": "same", "keep": "first"})

    assert response.status_code == 403
    assert not Joining.objects.exists()


def test_joined_record_sends_readers_to_the_one_that_stays(clients: dict[str, Client], pair: Pair) -> None:
    Record.objects.filter(pk=pair.second_id).update(publication_state=PublicationState.PUBLISHED)
    answer = {"decision": "same", "keep": "first", "value-title": "second"}

    response = clients["curator of Japan"].post(pair.get_absolute_url(), answer)

    kept, gone = Record.objects.get(pk=pair.first_id), Record.objects.get(pk=pair.second_id)
    assert response.status_code == 302
    assert kept.title == "Draft"
    assert clients["visitor"].get(gone.get_absolute_url()).headers["Location"] == kept.get_absolute_url()
    assert (
        "This record was joined with another"
        in clients["curator of Japan"].get(gone.get_absolute_url()).content.decode()
    )

    undone = clients["curator of Japan"].post(
        reverse("harvest:joining-undo", args=[Joining.objects.get().pk])
    )

    assert undone.status_code == 302
    assert clients["visitor"].get(gone.get_absolute_url()).status_code == 200


def test_undoing_is_refused_to_those_who_may_not_join(clients: dict[str, Client], pair: Pair) -> None:
    clients["curator of Japan"].post(pair.get_absolute_url(), {"decision": "same", "keep": "first"})
    url = reverse("harvest:joining-undo", args=[Joining.objects.get().pk])

    assert statuses({role: clients[role] for role in ("visitor", "member", "curator of Korea")}, url, x="1") == {
        "visitor": 302, "member": 403, "curator of Korea": 403,
    }  # fmt: skip
    assert Joining.objects.get().undone_at is None


def test_choice_of_the_record_that_stays_is_asked_for(clients: dict[str, Client], pair: Pair) -> None:
    response = clients["operator"].post(pair.get_absolute_url(), {"decision": "same"})

    assert response.status_code == 422
    assert "Choose which record stays." in response.content.decode()


def test_reviewers_have_all_records_compared(clients: dict[str, Client], pair: Pair) -> None:
    found = statuses(clients, reverse("harvest:duplicates-find"), x="1")

    assert found == by_role(302, 403, 403, 302, 302, 302)
    assert Job.objects.filter(name="harvest.compare-all").count() == 1


@pytest.mark.parametrize("name", ["sources", "duplicates"])
@pytest.mark.usefixtures("source", "pair")
def test_lists_take_few_queries(
    clients: dict[str, Client], name: str, django_assert_max_num_queries: Any
) -> None:
    clients["curator of Japan"].get(reverse(f"harvest:{name}"))

    with django_assert_max_num_queries(12):
        clients["curator of Japan"].get(reverse(f"harvest:{name}"))
