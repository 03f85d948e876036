"""One click removes what came with the sample, and nothing people made or built upon."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tricity.accounts.models import User
from tricity.activity.actions import record as note
from tricity.activity.models import Entry
from tricity.cooperation.models import Evidence, Interest, Opportunity
from tricity.directory.models import CardEntry, City, Country, Membership, Organization, Service
from tricity.discussion.models import Post, Thread
from tricity.events.models import Event
from tricity.jobs.models import Job
from tricity.knowledge.imports import Importer, import_rows
from tricity.knowledge.imports.fields import RowKind
from tricity.knowledge.imports.problems import Place
from tricity.knowledge.imports.readers import RawRow
from tricity.knowledge.models import Participation, Record
from tricity.search.models import Outbox
from tricity.site.cli.main import main
from tricity.site.sample import load_sample
from tricity.site.sample.holding import Why, has_sample, survey
from tricity.site.sample.removing import remove_sample
from tricity.translation.models import Translation

pytestmark = pytest.mark.django_db
SAMPLE = "sample"


class Sample:
    """A city with its need, the body that leads it, a service, an entry of the country card, an event, a candidate."""

    def __init__(self) -> None:
        self.city = factories.city("JP", source=SAMPLE, external_id="c1")
        self.body = factories.organization("JP", source=SAMPLE, external_id="o1")
        self.need = factories.record("JP", "need", city=self.city, source=SAMPLE, external_id="r1")
        Participation.objects.create(record=self.need, organization=self.body, name="body", role="lead")
        self.service = factories.service(self.body, source=SAMPLE, external_id="s1")
        self.entry = factories.card_entry("JP", source=SAMPLE, external_id="e1")
        self.event = factories.event(source=SAMPLE, external_id="v1")
        self.candidate = factories.opportunity()
        Evidence.objects.create(opportunity=self.candidate, role="need", record=self.need)
        render(self.need)

    def left(self) -> set[str]:
        rows = {
            "city": City, "body": Organization, "need": Record, "service": Service, "entry": CardEntry, "event": Event,
            "candidate": Opportunity,
        }  # fmt: skip
        return {
            name for name, model in rows.items() if model.objects.filter(pk=getattr(self, name).pk).exists()
        }


@pytest.fixture
def sample(countries: dict[str, object]) -> Sample:
    return Sample()


def render(record: Record, **fields: Any) -> Translation:
    defaults = {"field": "title", "language": "ko", "text": "제목", "origin": "machine", "engine": "editor"}
    return Translation.objects.create(
        subject_kind="knowledge.record",
        subject_id=record.pk,
        source_language="ja",
        source_digest="0",
        **{**defaults, **fields},
    )


def discuss(sample: Sample, person: User) -> None:
    thread = Thread.objects.create(kind="record", subject_id=sample.need.pk)
    Post.objects.create(thread=thread, author=person, body="", text="Good", language="en")


def ask(sample: Sample, person: User) -> None:
    body = factories.organization("KR")
    Interest.objects.create(
        kind="question",
        organization=body,
        by=person,
        opportunity=sample.candidate,
        message="?",
        language="en",
    )


def work_with(sample: Sample, person: User) -> None:
    mine = factories.record("JP", city=factories.city("JP"))
    Participation.objects.create(record=mine, organization=sample.body, name="body", role="partner")


def test_everything_that_came_with_the_sample_goes(sample: Sample) -> None:
    operator = factories.user(roles=["operator"])

    remove_sample(by=operator)

    assert sample.left() == set()
    assert not Translation.objects.exists()
    assert not has_sample()
    assert Country.objects.count() == 3


def test_what_people_made_is_never_touched(sample: Sample) -> None:
    mine = factories.record("KR", source="file", external_id="r1")
    render(mine)

    remove_sample()

    assert list(Record.objects.all()) == [mine]
    assert City.objects.get() == mine.city
    assert Translation.objects.get().subject_id == mine.pk


# What people did → what stays because of it.
DEEDS: dict[str, tuple[Callable[[Sample, User], object], set[str]]] = {
    "changed the record": (
        lambda sample, person: note("record.changed", sample.need, by=person),
        {"need", "city", "body"},
    ),
    "discussed the record": (discuss, {"need", "city", "body"}),
    "translated the record": (
        lambda sample, person: render(
            sample.need, origin="human", engine="", language="en", translator=person
        ),
        {"need", "city", "body"},
    ),
    "asked about the candidate": (ask, {"candidate", "need", "city", "body"}),
    "joined the body": (
        lambda sample, person: Membership.objects.create(user=person, organization=sample.body),
        {"body"},
    ),
    "named the body in a record of their own": (work_with, {"body"}),
    "wrote a record of the city": (
        lambda sample, person: factories.record("JP", "need", city=sample.city),
        {"city"},
    ),
    "changed the service": (
        lambda sample, person: note("service.changed", sample.service, by=person),
        {"service", "body"},
    ),
    "changed the entry": (
        lambda sample, person: note("card-entry.changed", sample.entry, by=person),
        {"entry"},
    ),
    "changed the event": (lambda sample, person: note("event.changed", sample.event, by=person), {"event"}),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_what_people_changed_or_built_upon_stays_with_what_it_needs(sample: Sample, deed: str) -> None:
    do, stays = DEEDS[deed]
    do(sample, factories.user())

    remove_sample()

    assert sample.left() == stays


def test_loading_marks_the_cities_it_brings_and_no_others(countries: dict[str, object]) -> None:
    mine = factories.city("JP", native_name="仙台市", source="file", external_id="sendai")

    load_sample()
    again = load_sample()

    mine.refresh_from_db()
    assert mine.source == "file"
    assert not City.objects.exclude(source=SAMPLE).exclude(pk=mine.pk).exists()
    assert (again.created, again.changed) == (0, 0)
    remove_sample()
    assert list(City.objects.all()) == [mine]
    assert not has_sample()
    assert not Organization.objects.exists()


def test_a_city_that_people_import_otherwise_is_theirs(sample: Sample) -> None:
    City.objects.filter(pk=sample.city.pk).update(external_id=None)
    place, row = (
        Place("cities.csv", 1),
        {
            "country": "JP",
            "city_native": sample.city.native_name,
            "population": 12345,
            "population_year": 2024,
        },
    )

    report = import_rows(
        [RawRow(place, RowKind.CITY, row)],
        importer=Importer(source="file"),
        names=["cities.csv"],
        total=1,
        progress=lambda done, total: None,
    )
    assert report.changed == 1, report
    remove_sample()

    assert sample.left() == {"city"}


def test_why_something_stays_is_known(sample: Sample) -> None:
    note("record.changed", sample.need, by=factories.user())

    kept = survey().kept

    assert kept[Record] == {sample.need.pk: Why.CHANGED}
    assert kept[City] == {sample.city.pk: Why.NEEDED}


def test_a_candidate_with_evidence_of_others_stays_without_that_of_the_sample(sample: Sample) -> None:
    mine = factories.record("KR", "need")
    Evidence.objects.create(opportunity=sample.candidate, role="need", record=mine)

    remove_sample()

    assert sample.left() == {"candidate"}
    assert [each.record for each in sample.candidate.evidence.all()] == [mine]


def test_the_search_follows_and_the_candidates_are_worked_out_anew(sample: Sample) -> None:
    remove_sample()

    told = set(Outbox.objects.values_list("subject_kind", "subject_id"))
    assert {("knowledge.record", sample.need.pk), ("directory.city", sample.city.pk)} <= told
    assert Job.objects.filter(name="cooperation.synthesize", state=Job.State.QUEUED).exists()


def test_the_audit_trail_keeps_who_removed_how_much(sample: Sample) -> None:
    operator = factories.user(roles=["operator"])

    remove_sample(by=operator)
    remove_sample(by=operator)

    entry = Entry.objects.get(verb="sample.removed")
    assert entry.actor == operator
    assert entry.details["removed"]["knowledge.record"] == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("", 403),
        ("member", 403),
        ("curator", 403),
        ("organizer", 403),
        ("translator", 403),
        ("operator", 200),
    ],
)
def test_only_operators_see_and_remove_it(sample: Sample, client: Client, role: str, status: int) -> None:
    person = factories.member() if role == "member" else factories.user(roles=[role] if role else [])
    client.force_login(person)

    assert client.get("/en/samples/").status_code == status
    client.post("/en/samples/", {"sure": "1"})

    assert Record.objects.filter(source=SAMPLE).exists() == (role != "operator")


def test_a_visitor_is_asked_to_sign_in(sample: Sample, client: Client) -> None:
    assert client.get("/en/samples/").headers["Location"].startswith("/en/sign-in/")
    assert client.post("/en/samples/", {"sure": "1"}).status_code == 302
    assert has_sample()


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans"])
def test_the_page_counts_asks_and_lists_what_stays(sample: Sample, client: Client, language: str) -> None:
    client.force_login(factories.user(roles=["operator"]))
    note("record.changed", sample.need, by=factories.user())

    page = client.get(f"/{language}/samples/")

    assert page.status_code == 200
    assert sample.need.title in page.content.decode()
    counts = {line.label: (line.going, line.kept) for line in page.context["lines"]}
    assert sorted(counts.values()) == [(0, 1), (0, 1), (0, 1), (1, 0), (1, 0), (1, 0), (1, 0)]


def test_without_the_tick_nothing_is_removed(sample: Sample, client: Client) -> None:
    client.force_login(factories.user(roles=["operator"]))

    answer = client.post("/en/samples/", {})

    assert answer.status_code == 422
    assert "Tick the box" in answer.content.decode()
    assert has_sample()


def test_the_health_page_leads_to_it_while_there_is_something(sample: Sample, client: Client) -> None:
    client.force_login(factories.user(roles=["operator"]))
    assert "/en/samples/" in client.get("/en/health/").content.decode()

    client.post("/en/samples/", {"sure": "1"})

    assert "/en/samples/" not in client.get("/en/health/").content.decode()
    assert "There is no sample data" in client.get("/en/samples/").content.decode()


@pytest.mark.parametrize(
    "page", ["", "overlaps/", "opportunities/", "needs/", "cities/", "organizations/", "countries/jp/"]
)
def test_pages_do_without_it(sample: Sample, client: Client, page: str) -> None:
    remove_sample()

    assert client.get(f"/en/{page}").status_code == 200


def test_the_command_tells_then_removes(
    sample: Sample, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tricity.site.cli.site.migrate", lambda: None)
    for options in ([], ["--remove", "--dry-run"]):
        assert main(["samples", "--json", *options]) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["removed"] is False
        assert has_sample()

    assert main(["samples", "--remove"]) == 0
    assert "Records: 1 removed, 0 stay" in capsys.readouterr().out
    assert not has_sample()
