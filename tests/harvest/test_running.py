"""A harvest goes page by page, can stop anywhere, and never writes over what a person wrote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from tests import factories
from tests.harvest.conftest import make_source
from tests.harvest.server import Answer, Catalogue, package
from tests.harvest.test_reading import ATOM, TURTLE
from tricity.harvest import actions
from tricity.harvest.errors import NothingOffered, NotInUse
from tricity.harvest.models import Entry, Run, Source
from tricity.harvest.running import steps
from tricity.jobs import worker
from tricity.jobs.models import Job
from tricity.knowledge.actions import change_record, publish_record
from tricity.knowledge.models import Record
from tricity.knowledge.queries import whole_records
from tricity.knowledge.values import values_of
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
Harvest = Callable[..., Run]
SEARCH = "/api/3/action/package_search"


def fill(catalogue: Catalogue, number: int = 5) -> None:
    catalogue.packages = [
        package(each, f"駐車場の位置 {each}", "市内の駐車場の位置と台数を示す。")
        for each in range(1, number + 1)
    ]


def counts(run: Run) -> dict[str, int]:
    return {name: getattr(run, name) for name in Run.COUNTS if getattr(run, name)}


def written_by_a_person(record: Record, title: str) -> Record:
    whole = whole_records().get(pk=record.pk)
    person = factories.user(roles=["curator:JP"])
    return change_record(whole, by=person, values={**values_of(whole), "title": title}, version=whole.version)


def test_each_entry_becomes_a_draft_of_the_body(
    source: Source, catalogue: Catalogue, harvested: Harvest
) -> None:
    fill(catalogue)

    run = harvested(source)

    assert (run.state, counts(run), run.pages) == (Run.State.DONE, {"new": 5}, 3)
    record = Entry.objects.get(external_id="id-001").record
    assert record is not None
    assert (record.title, record.language, record.owner) == ("駐車場の位置 1", "ja", source.owner)
    assert record.publication_state == PublicationState.DRAFT
    assert record.city == source.owner.city
    assert record.sources[0]["url"] == f"{catalogue.address}/dataset/data-1"
    assert "https://data.example.jp/t.csv" in record.details["resources"]
    assert not Record.objects.filter(publication_state=PublicationState.PUBLISHED).exists()


def test_topics_are_suggested_by_the_words(source: Source, catalogue: Catalogue, harvested: Harvest) -> None:
    factories.concept("smart-parking", names={"ja": "スマート駐車", "en": "smart parking"})
    catalogue.packages = [package(1, "スマート駐車の実証", "スマート駐車を市内で試す。")]

    harvested(source)

    assert Record.objects.get().suggested_topics == ["smart-parking"]


def test_second_harvest_changes_nothing(source: Source, catalogue: Catalogue, harvested: Harvest) -> None:
    fill(catalogue)
    harvested(source)

    run = harvested(source, is_whole=True)

    assert counts(run) == {"unchanged": 5}
    assert Record.objects.count() == 5


def test_later_harvest_asks_only_for_changes(
    source: Source, catalogue: Catalogue, harvested: Harvest
) -> None:
    fill(catalogue)
    harvested(source)
    catalogue.packages[1] |= {
        "title": "駐車場の新しい位置",
        "metadata_modified": "2026-02-01T00:00:00.000000",
    }

    run = harvested(Source.objects.get())

    assert not run.is_whole
    assert counts(run) == {"changed": 1, "unchanged": 1}, "the newest of the last time is asked for once more"
    assert Record.objects.filter(title="駐車場の新しい位置", version=2).exists()


def test_words_of_a_person_stay_and_the_change_is_offered(
    source: Source, catalogue: Catalogue, harvested: Harvest
) -> None:
    fill(catalogue, 1)
    harvested(source)
    record = written_by_a_person(Record.objects.get(), "市営駐車場の位置")
    catalogue.packages[0] |= {"title": "駐車場一覧", "metadata_modified": "2026-02-01T00:00:00"}

    run = harvested(source, is_whole=True)

    assert counts(run) == {"offered": 1}
    record.refresh_from_db()
    assert record.title == "市営駐車場の位置"
    entry = Entry.objects.get()
    assert entry.offer["title"] == "駐車場一覧"

    person = factories.user(roles=["curator:JP"])
    actions.take_offer(entry, by=person, fields=["title"])

    record.refresh_from_db()
    assert record.title == "駐車場一覧"
    with pytest.raises(NothingOffered):
        actions.drop_offer(entry, by=person)


def test_public_record_is_never_changed_by_its_source(
    source: Source, catalogue: Catalogue, harvested: Harvest
) -> None:
    fill(catalogue, 1)
    harvested(source)
    publish_record(Record.objects.get(), by=factories.user(roles=["curator:JP"]))
    catalogue.packages[0] |= {"title": "駐車場一覧"}

    run = harvested(source, is_whole=True)

    assert counts(run) == {"offered": 1}
    assert Record.objects.get().title == "駐車場の位置 1"


def test_deleted_draft_does_not_come_back(source: Source, catalogue: Catalogue, harvested: Harvest) -> None:
    fill(catalogue, 1)
    harvested(source)
    Record.objects.update(deleted_at=timezone.now())
    catalogue.packages[0] |= {"title": "駐車場一覧"}

    run = harvested(source, is_whole=True)

    assert counts(run) == {"unchanged": 1}
    assert Record.objects.count() == 1


def test_vanished_entry_is_marked_and_its_draft_stays(
    source: Source, catalogue: Catalogue, harvested: Harvest
) -> None:
    fill(catalogue, 3)
    harvested(source)
    gone = catalogue.packages.pop(0)

    run = harvested(source, is_whole=True)

    assert counts(run) == {"unchanged": 2, "vanished": 1}
    entry = Entry.objects.get(external_id=gone["id"])
    assert entry.vanished_at is not None
    assert entry.record is not None

    catalogue.packages.append(gone)
    harvested(source, is_whole=True)

    entry.refresh_from_db()
    assert entry.vanished_at is None


def test_broken_page_is_stepped_over_and_nothing_counts_as_vanished(
    source: Source, catalogue: Catalogue, harvested: Harvest
) -> None:
    fill(catalogue, 6)
    harvested(source)
    catalogue.broken_starts = {2}

    run = harvested(source, is_whole=True)

    assert (run.state, counts(run)) == (Run.State.DONE, {"unchanged": 4, "problems": 1})
    trouble = run.troubles.get()
    assert trouble.code == "json"
    assert "start=2" in trouble.place


def test_server_that_asks_for_patience_gets_it(
    source: Source, catalogue: Catalogue, harvested: Harvest
) -> None:
    fill(catalogue, 1)
    catalogue.once[SEARCH] = [Answer(status=429, headers={"Retry-After": "120"})]
    run = actions.begin_harvest(source, by=None)

    first = actions.next_step(run)

    assert (first.is_last, first.wait_s) == (False, 120.0)
    assert actions.next_step(run).is_last
    assert counts(Run.objects.get()) == {"new": 1}


def test_source_that_stays_away_ends_the_harvest_with_the_reason(
    source: Source, catalogue: Catalogue, harvested: Harvest
) -> None:
    catalogue.once[SEARCH] = [Answer(status=503) for _ in range(steps.ATTEMPTS)]

    run = harvested(source)

    assert (run.state, [each.code for each in run.troubles.all()]) == (Run.State.FAILED, ["later"])


def test_address_that_became_private_ends_the_harvest(
    source: Source, settings: Any, harvested: Harvest
) -> None:
    settings.HARVEST_HOSTS = []

    run = harvested(source)

    assert (run.state, run.troubles.get().code) == (Run.State.FAILED, "private")


def test_too_many_pages_end_it_with_a_word(body: Any, catalogue: Catalogue, harvested: Harvest) -> None:
    fill(catalogue, 3)
    run = harvested(make_source(body, catalogue.address, most_pages=1))

    assert (run.pages, [each.code for each in run.troubles.all()]) == (1, ["pages"])


def test_feed_that_has_not_changed_is_not_sent_again(
    body: Any, catalogue: Catalogue, harvested: Harvest
) -> None:
    one_page = ATOM.replace('<link rel="next" href="?page=2"/>', "").replace("<entry><id>2</id></entry>", "")
    feed = make_source(
        body, catalogue.file("/feed", one_page, "application/atom+xml", etag='"1"'), form="feed"
    )
    first = harvested(feed)

    second = harvested(Source.objects.get())

    assert (counts(first), counts(second)) == ({"new": 1}, {"unchanged": 1})
    assert catalogue.headers[-1]["If-None-Match"] == '"1"'


def test_dcat_catalogue_is_harvested(body: Any, catalogue: Catalogue, harvested: Harvest) -> None:
    one_page = TURTLE.replace("hydra:next <https://data.example.kr/c?page=2>", "a hydra:View")
    source = make_source(
        body, catalogue.file("/c.ttl", one_page, "text/turtle"), form="dcat", kind="need", language="ko"
    )

    run = harvested(source)

    assert counts(run) == {"new": 1, "problems": 1}
    assert Record.objects.get().title == "주차장"


def test_worker_goes_on_page_by_page(source: Source, catalogue: Catalogue) -> None:
    fill(catalogue)
    actions.harvest_later(source, by=None)
    actions.harvest_later(source, by=None)

    assert Job.objects.filter(name="harvest.step").count() == 1, "the same wish twice is one"
    while Job.objects.filter(name="harvest.step", state=Job.State.QUEUED).exists():
        Job.objects.filter(state=Job.State.QUEUED).exclude(name="harvest.step").delete()
        worker.run_one()

    assert Run.objects.get().state == Run.State.DONE
    assert Record.objects.count() == 5


def test_stopped_harvest_goes_on_where_it_was(
    source: Source, catalogue: Catalogue, harvested: Harvest
) -> None:
    fill(catalogue)
    harvested(source, steps=2)
    before = len(catalogue.asked)

    run = harvested(source)

    assert "start=4" in catalogue.asked[before]
    assert (run.state, counts(run), Run.objects.count()) == (Run.State.DONE, {"new": 5}, 1)


def test_schedule_starts_what_is_due(source: Source, catalogue: Catalogue) -> None:
    person = factories.user(roles=["operator"])
    source.interval_hours = 24
    actions.save_source(source, by=person)
    assert actions.harvest_due() == 0
    assert not Run.objects.exists(), "not yet due"
    Source.objects.update(next_run_at=timezone.now() - dt.timedelta(minutes=1))

    actions.harvest_due()
    actions.harvest_due()

    assert Run.objects.count() == 1
    assert Source.objects.get().next_run_at > timezone.now()


def test_source_that_is_switched_off_is_not_asked(source: Source, catalogue: Catalogue) -> None:
    source.is_enabled = False
    source.save()

    with pytest.raises(NotInUse):
        actions.begin_harvest(source, by=None)
    assert catalogue.asked == []


def test_trial_stores_nothing(source: Source, catalogue: Catalogue) -> None:
    fill(catalogue)

    trial = actions.try_source(source)

    assert [item.title for item, _values in trial.drafts] == ["駐車場の位置 1", "駐車場の位置 2"]
    assert not Record.objects.exists()
    assert not Entry.objects.exists()


def test_new_address_is_read_from_the_start(source: Source, catalogue: Catalogue, harvested: Harvest) -> None:
    fill(catalogue)
    harvested(source)
    changed = Source.objects.get()
    assert changed.watermark
    changed.address += "/"

    actions.save_source(changed, by=factories.user(roles=["operator"]))

    assert Source.objects.get().watermark == ""
