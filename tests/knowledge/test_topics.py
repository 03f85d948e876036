from __future__ import annotations

import pytest
from django.test import TestCase
from tests import factories

from tricity.jobs import worker
from tricity.jobs.models import Job
from tricity.knowledge import followers
from tricity.knowledge.actions import assign_topics, records_changed, refresh
from tricity.knowledge.documents import documents
from tricity.knowledge.models import Participation, RecordTitle, RecordTopic
from tricity.search import engine
from tricity.search.models import Outbox
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _concepts() -> None:
    mobility = factories.concept("mobility", is_top=True, names={"en": "Mobility", "zh-hans": "交通出行"})
    parking = factories.concept("parking", names={"en": "Parking", "ko": "주차", "zh-hans": "停车"})
    parking.broader.add(mobility)
    factories.concept("lighting", names={"en": "Street lighting", "zh-hans": "路灯"})
    engine.forget()


def slugs(record: object) -> list[str]:
    return [row.concept.slug for row in RecordTopic.objects.filter(record=record)]


def test_topics_come_with_the_words_of_the_original_that_speak_for_them() -> None:
    record = factories.record("CN", title="智慧停车诱导", summary="沿街设置路灯。停车更方便。")

    assign_topics([record])

    main = record.record_topics.first()
    assert main.concept.slug == "parking"
    assert 0 < main.weight <= 1
    for reason in main.reasons:
        assert getattr(record, reason["field"])[reason["start"] : reason["end"]] == reason["text"] == "停车"


def test_topics_an_author_names_are_kept() -> None:
    record = factories.record("CN", title="智慧停车", suggested_topics=["lighting", "no-such-topic"])

    assign_topics([record])

    assert "lighting" in slugs(record)
    assert {"via": "author"} in RecordTopic.objects.get(record=record, concept__slug="lighting").reasons


def test_assigning_twice_changes_nothing_and_touches_nothing() -> None:
    record = factories.record("CN", title="智慧停车")
    assert assign_topics([record]) == 1
    Outbox.objects.all().delete()
    before = list(RecordTopic.objects.values_list("pk", flat=True))

    assert assign_topics([record]) == 0

    assert list(RecordTopic.objects.values_list("pk", flat=True)) == before
    assert not Outbox.objects.exists()


def test_a_changed_text_changes_its_topics() -> None:
    record = factories.record("CN", title="智慧停车", summary="……")
    assign_topics([record])
    record.title = "路灯"
    record.save()

    assign_topics([record])

    assert slugs(record) == ["lighting"]


def test_a_record_about_nothing_known_has_no_topics() -> None:
    record = factories.record("CN", title="！", summary="𠮷\u202e\ufffd")

    assert assign_topics([record]) == 0


def test_changed_records_are_indexed_and_refreshed_by_one_job_a_batch() -> None:
    records = [factories.record("CN", title="停车") for _ in range(3)]

    records_changed([record.pk for record in records])

    assert Outbox.objects.count() == 3
    job = Job.objects.get(name="knowledge.refresh")
    assert job.arguments == {"ids": [record.pk for record in records]}


def test_records_changed_costs_the_same_for_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(followers, "_followers", [])
    pks = [factories.record("CN").pk for _ in range(5)]

    with TestCase().assertNumQueries(4):  # outbox; the job, in a savepoint
        records_changed(pks)


def test_the_job_gives_topics_and_orders_titles() -> None:
    record = factories.record("CN", title="停车")
    records_changed([record.pk])

    while worker.run_one():
        pass

    assert slugs(record) == ["parking"]
    keys = dict(RecordTitle.objects.filter(record=record).values_list("language", "key"))
    assert keys["zh-hans"] == "tingche"
    assert sorted(keys) == ["en", "ja", "ko", "zh-hans"]


def test_refresh_passes_over_records_deleted_meanwhile() -> None:
    refresh([999_999])

    assert not RecordTitle.objects.exists()


def test_documents_carry_facets_with_broader_topics_and_names_in_the_body() -> None:
    body = factories.organization("CN")
    record = factories.record("CN", title="停车", status="pilot", owner=body)
    Participation.objects.create(record=record, name="组织", organization=body, role="lead")
    assign_topics([record])

    (document,) = documents([record.pk])

    assert document.id == f"initiative:{record.pk}"
    assert document.facets["topic"] == ["parking", "mobility"]
    assert document.facets["organization"] == [body.code]
    assert document.facets["status"] == ["pilot"]
    assert "组织" in document.body.text
    assert list(document.visibility) == ["public"]


def test_documents_of_drafts_are_for_their_editors_and_curators_and_deleted_ones_have_none() -> None:
    body = factories.organization("CN")
    draft = factories.record("CN", owner=body, publication_state=PublicationState.DRAFT)
    deleted = factories.record("CN", deleted_at="2026-01-01T00:00:00Z")

    (document,) = documents([draft.pk, deleted.pk])

    assert list(document.visibility) == [f"org:{body.code}", "country:CN"]
