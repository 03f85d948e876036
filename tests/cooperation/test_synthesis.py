from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from tests import factories
from tests.cooperation.conftest import World

from tricity.cooperation.actions import publish, run_synthesis, synthesis, synthesize_later, withdraw
from tricity.cooperation.models import Evidence, Match, Opportunity, OverlapRow, SynthesisRun
from tricity.cooperation.queries import latest_run
from tricity.jobs import worker
from tricity.jobs.models import Job
from tricity.knowledge.actions import records_changed
from tricity.knowledge.models import RecordTopic
from tricity.search.models import Outbox
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db


def test_run_finds_overlap_match_and_candidate_across_languages(world: World) -> None:
    run = run_synthesis()

    row = OverlapRow.objects.get(run=run, concept=world.parking)
    cells = {cell["country"]: cell for cell in row.cells}
    assert cells["KR"]["needs"] == [world.korean_need.pk]
    assert cells["KR"]["short"] == [world.korean_need.pk]
    assert cells["CN"]["running"] == [world.chinese_work.pk]
    assert Match.objects.filter(need=world.korean_need, other=world.chinese_work, kind="experience").exists()
    candidate = Opportunity.objects.get()
    assert (candidate.concept, candidate.countries) == (world.parking, ["CN", "JP", "KR"])
    assert candidate.publication_state == PublicationState.DRAFT
    roles = {(each.role, each.record_id) for each in candidate.evidence.exclude(record=None)}
    assert {("need", world.korean_need.pk), ("experience", world.chinese_work.pk)} <= roles
    assert world.association.pk in candidate.evidence.filter(role="support").values_list(
        "organization", flat=True
    )


def test_run_quotes_the_original_words(world: World) -> None:
    run_synthesis()

    evidence = Evidence.objects.get(role="need", record=world.korean_need)

    place = evidence.reasons[0]
    original = getattr(world.korean_need, place["part"])
    assert evidence.quotation == original[place["start"] : place["end"]]
    assert "주차장" in evidence.quotation


def test_run_leaves_drafts_out(world: World) -> None:
    run = run_synthesis()

    row = OverlapRow.objects.get(run=run, concept=world.parking)
    assert world.draft.pk not in {pk for cell in row.cells for pk in cell["needs"]}
    assert not Match.objects.filter(need=world.draft).exists()
    assert not Evidence.objects.filter(record=world.draft).exists()
    assert run.records == 5 - 1


def test_second_run_changes_nothing_and_leaves_one_run(world: World) -> None:
    run_synthesis()
    candidate = Opportunity.objects.get()
    evidence = list(candidate.evidence.values_list("pk", flat=True))
    Outbox.objects.all().delete()

    run = run_synthesis()

    assert list(SynthesisRun.objects.all()) == [run]
    assert Opportunity.objects.get().version == candidate.version
    assert list(candidate.evidence.values_list("pk", flat=True)) == evidence
    assert not Outbox.objects.exists()
    assert Match.objects.exclude(run=run).count() == 0


def test_run_keeps_code_and_decisions_of_a_candidate_found_again(world: World) -> None:
    run_synthesis()
    candidate = Opportunity.objects.get()
    publish(candidate, by=factories.user(roles=["curator"]))
    factories.record(
        "KR",
        "need",
        title="주차장 안내",
        summary="주차장 빈자리를 알 수 없다. 주차장 정보가 필요하다.",
        horizon="short",
    )

    run_synthesis()

    again = Opportunity.objects.get()
    assert (again.code, again.is_public, again.is_current) == (candidate.code, True, True)
    assert again.evidence.filter(role="need").count() == 3


def test_candidate_not_found_again_stays_marked(world: World) -> None:
    run_synthesis()
    publish(Opportunity.objects.get(), by=factories.user(roles=["curator"]))
    for need in (world.korean_need, world.japanese_need):
        need.publication_state = PublicationState.ARCHIVED
        need.save()

    run_synthesis()

    candidate = Opportunity.objects.get()
    assert (candidate.is_public, candidate.is_current) == (True, False)


def test_withdrawn_candidate_stays_withdrawn(world: World) -> None:
    run_synthesis()
    withdraw(Opportunity.objects.get(), by=factories.user(roles=["curator"]), reason="No", language="en")

    run_synthesis()

    assert Opportunity.objects.get().publication_state == PublicationState.ARCHIVED


def test_run_touches_the_search_only_where_topics_changed(world: World) -> None:
    run_synthesis()
    Outbox.objects.all().delete()
    RecordTopic.objects.filter(record=world.solution).delete()

    run_synthesis()

    assert list(Outbox.objects.values_list("subject_kind", "subject_id")) == [
        ("knowledge.record", world.solution.pk)
    ]


def test_run_keeps_a_topic_the_author_named(world: World) -> None:
    world.korean_need.suggested_topics = ["waste", "unknown"]
    world.korean_need.save()

    run_synthesis()

    named = RecordTopic.objects.get(record=world.korean_need, concept=world.waste)
    assert named.reasons == [{"via": "author"}]


def test_run_of_an_empty_site_finishes(countries: dict[str, object]) -> None:
    run = run_synthesis()

    assert run.finished_at is not None
    assert run.records == 0


def test_unfinished_run_is_not_shown(world: World) -> None:
    run = run_synthesis()
    SynthesisRun.objects.create(records=99)

    assert latest_run() == run


def test_changed_records_wish_for_one_run(world: World, settings: Any) -> None:
    settings.SYNTHESIS_MEMORY_RECORDS = 0

    records_changed([world.korean_need.pk])
    records_changed([world.japanese_need.pk, world.solution.pk])

    assert Job.objects.filter(name="cooperation.synthesize").count() == 1


def test_many_records_changed_at_once_wish_for_a_run(world: World) -> None:
    records_changed(range(1, 100))

    assert Job.objects.filter(name="cooperation.synthesize").exists()
    assert not Job.objects.filter(name="cooperation.take_in").exists()


def test_the_earliest_of_the_wishes_counts(world: World) -> None:
    later = timezone.now() + dt.timedelta(days=1)
    synthesize_later(later)
    assert Job.objects.get().due_at == later

    synthesize_later()
    synthesize_later(later)

    assert Job.objects.get().due_at <= timezone.now()


def test_wish_made_again_during_a_run_is_not_fulfilled_by_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    synthesize_later(timezone.now() + dt.timedelta(days=1))
    find = synthesis.find

    def find_while_something_changes(*given: Any) -> Any:
        found = find(*given)
        synthesize_later()
        return found

    monkeypatch.setattr(synthesis, "find", find_while_something_changes)
    run_synthesis()

    assert Job.objects.filter(name="cooperation.synthesize", due_at__lte=timezone.now()).exists()


def test_run_fulfils_the_wishes_before_it(world: World) -> None:
    records_changed([world.korean_need.pk])

    run_synthesis()

    assert not Job.objects.filter(name="cooperation.synthesize").exists()


def test_job_does_a_run(world: World) -> None:
    synthesize_later()

    worker.run_all()

    assert SynthesisRun.objects.exclude(finished_at=None).count() == 1


def test_wish_waits_after_a_long_run(world: World) -> None:
    now = timezone.now()
    SynthesisRun.objects.create(started_at=now - dt.timedelta(minutes=10), finished_at=now)

    synthesize_later()

    assert Job.objects.get().due_at == now + dt.timedelta(minutes=50)


def test_run_that_breaks_off_leaves_what_people_saw(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = run_synthesis()
    candidate = Opportunity.objects.get()
    world.japanese_need.publication_state = PublicationState.ARCHIVED
    world.japanese_need.save()

    def break_off(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(synthesis, "record", break_off)
        with pytest.raises(KeyboardInterrupt):
            run_synthesis()

    assert latest_run() == before
    assert Opportunity.objects.get().version == candidate.version
    assert run_synthesis() == latest_run()
