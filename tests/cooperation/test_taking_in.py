"""A record published after a full run is taken in at once, by the process that remembers the run; all else is for a full run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests import factories
from tests.cooperation.conftest import World

from tricity.cooperation import actions
from tricity.cooperation.actions import taking_in
from tricity.cooperation.analysis import gathering, memory, plain
from tricity.cooperation.analysis.suggestions import with_suggestions
from tricity.cooperation.models import Evidence, Match, MatchFound, Opportunity, SynthesisRun
from tricity.cooperation.queries import latest_run, matches_of_record
from tricity.jobs import worker
from tricity.jobs.models import Job
from tricity.knowledge.actions.reviewing import archive_record, publish_record
from tricity.knowledge.models import Kind, Record, RecordTopic
from tricity.knowledge.topics import TIE
from tricity.search.engine import engine
from tricity.synthesis import analyze
from tricity.synthesis.on_footing import on_footing
from tricity.terms.models import Concept

pytestmark = pytest.mark.django_db
FULL, TAKE_IN = "cooperation.synthesize", "cooperation.take_in"


@pytest.fixture(autouse=True)
def _fresh_process() -> Iterator[None]:
    memory.forget()
    yield
    memory.forget()


@pytest.fixture
def ran(world: World) -> SynthesisRun:
    """The worker has done a full run."""
    actions.synthesize_later()
    worker.run_all()
    run = latest_run()
    assert run is not None
    return run


def publish(code: str, kind: str, **fields: Any) -> Record:
    """Publish a record as a curator does; jobs wait."""
    draft = factories.record(code, kind, publication_state="draft", published_at=None, **fields)
    return publish_record(draft, by=factories.user(roles=["curator"]))


def korean_work(**fields: Any) -> Record:
    texts = {"title": "주차장 정보 서비스", "summary": "주차장 빈자리를 알린다. 주차장 정보."}
    return publish("KR", Kind.INITIATIVE, status="operating", **{**texts, **fields})


def take_in() -> None:
    """Do jobs until none of those that take records in is left."""
    while Job.objects.filter(name=TAKE_IN, state=Job.State.QUEUED).exists():
        worker.run_one()


def full_runs_due() -> int:
    return Job.objects.filter(name=FULL, state=Job.State.QUEUED, due_at__lte=timezone.now()).count()


def shown(run: SynthesisRun) -> list[tuple[Any, ...]]:
    rows = Match.objects.filter(run=run).order_by("need", "other")
    return [
        (str(row.need_id), str(row.other_id), row.kind, row.score, row.is_close, row.reasons) for row in rows
    ]


# --- What is new ----------------------------------------------------------------------------------------------------


def test_new_records_get_what_a_run_over_all_gives_on_the_same_footing(
    world: World, ran: SynthesisRun
) -> None:
    known = memory.recall(ran.pk, engine())
    assert known is not None
    footing, named = known.state.footing, known.state.topics
    work = korean_work(suggested_topics=["waste"])
    need = publish("CN", Kind.NEED, title="停车场不足", summary="停车场空位不明。需要停车场信息。")
    publish("JP", Kind.NEED, title="ごみ収集の遅れ", summary="ごみ収集が遅い。ごみ収集の改善が要る。")

    take_in()

    suggested = {str(work.pk): ["waste"]}
    topics, matches, opportunities = on_footing(
        footing,
        analyze(gathering.records(), footing.engine),
        named,
        lambda found: with_suggestions(found, suggested, footing.engine),
    )
    assert latest_run() == ran
    assert shown(ran) == sorted(
        (
            (
                each.need_id,
                each.other_id,
                each.kind.value,
                each.score,
                each.close,
                plain.match_reasons(each.reasons),
            )
            for each in matches
        ),
        key=lambda row: (int(row[0]), int(row[1])),
    )
    assert Match.objects.filter(run=ran, need=need, other=work).exists()
    slugs = dict(Concept.objects.values_list("pk", "slug"))
    rows = RecordTopic.objects.filter(record__in=[work, need])
    assert {(str(row.record_id), slugs[row.concept_id]): (row.weight, row.reasons) for row in rows} == {
        (each.record_id, each.concept_id): (
            each.weight - each.rank * TIE,
            plain.topic_reasons(each, is_suggested=each.concept_id in suggested.get(each.record_id, ())),
        )
        for each in topics
        if each.record_id in {str(work.pk), str(need.pk)}
    }
    candidates = Opportunity.objects.filter(is_current=True)
    assert {row.key: (row.score, named_in(row)) for row in candidates} == {
        each.id: (each.score, {int(pk) for pk in each.record_ids}) for each in opportunities
    }
    assert need.pk in named_in(Opportunity.objects.get(concept=world.parking))


def named_in(row: Opportunity) -> set[int]:
    return set(row.evidence.exclude(record=None).values_list("record_id", flat=True))


def test_new_need_is_shown_with_its_matches(world: World, ran: SynthesisRun) -> None:
    need = publish("KR", Kind.NEED, title="주차장 안내", summary="주차장 정보가 필요하다. 주차장 빈자리.")

    take_in()

    assert {row.other_id for row in matches_of_record(need)} == {world.chinese_work.pk, world.solution.pk}


def test_match_that_is_pushed_out_is_gone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST_ABROAD", 1)
    monkeypatch.setattr("tricity.cooperation.analysis.finding.find_matches", _one_abroad)
    actions.synthesize_later()
    worker.run_all()
    need = world.korean_need

    better = publish("CN", Kind.SOLUTION, title=need.title, summary=need.summary, language="ko")
    take_in()

    offers = Match.objects.filter(run=latest_run(), need=need, kind="solution")
    assert [row.other_id for row in offers] == [better.pk]


def _one_abroad(*given: Any, **named: Any) -> Any:
    from tricity.synthesis import find_matches

    return find_matches(*given, **named, abroad=1)


def test_match_of_a_body_with_people_here_is_news(world: World, ran: SynthesisRun) -> None:
    body = factories.organization("KR")
    factories.user(organizations=[body])

    work = korean_work(owner=body)
    take_in()

    assert MatchFound.objects.filter(other=work, need=world.japanese_need).exists()


def test_decision_is_kept(world: World, ran: SynthesisRun) -> None:
    candidate = Opportunity.objects.get()
    curator = factories.user(roles=["curator"])
    actions.withdraw(candidate, by=curator, reason="No", language="en")

    korean_work()
    take_in()

    candidate.refresh_from_db()
    assert (Opportunity.objects.count(), candidate.publication_state) == (1, "archived")


def test_split_is_respected_before_the_full_run_that_follows_it(world: World, ran: SynthesisRun) -> None:
    candidate = Opportunity.objects.get()
    parts = [[world.korean_need.pk, world.chinese_work.pk], [world.japanese_need.pk]]
    curator = factories.user(roles=["curator"])
    actions.split(candidate, parts=parts, by=curator, reason="Two things", language="en")
    Job.objects.filter(name=FULL).delete()  # it is long in coming

    korean_work()
    take_in()

    first = Opportunity.objects.get(split_from=candidate, key__endswith="1")
    assert {world.korean_need.pk, world.chinese_work.pk} <= named_in(first)
    assert latest_run() == ran


def test_draft_costs_nothing(world: World, ran: SynthesisRun) -> None:
    draft = factories.record("KR", publication_state="draft", published_at=None)
    before = shown(ran)

    archive_record(draft, by=factories.user(roles=["curator"]))
    take_in()

    assert (shown(ran), Job.objects.filter(name=FULL, state=Job.State.QUEUED).count()) == (before, 0)


def test_first_record_of_a_site_is_taken_in(countries: dict[str, object]) -> None:
    actions.synthesize_later()
    worker.run_all()

    korean_work()
    take_in()

    assert full_runs_due() == 1


def test_full_run_follows_at_once_where_much_is_new_and_else_within_a_day(
    world: World, ran: SynthesisRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "NEW_PERCENT", 50)
    korean_work()
    take_in()
    assert full_runs_due() == 0
    assert Job.objects.get(name=FULL, state=Job.State.QUEUED).due_at < timezone.now() + dt.timedelta(days=1)

    korean_work(title="주차장 서비스")
    take_in()

    assert full_runs_due() == 1


def test_taking_in_costs_the_same_however_many_records_there_are(world: World, ran: SynthesisRun) -> None:
    """Records that speak of other things: what is found stays the same."""
    korean_work()
    with CaptureQueriesContext(
        connection,
    ) as few:
        take_in()
    for number in range(30):
        factories.record("JP", title=f"合唱団{number}", summary="市民の合唱団が歌う。")
    actions.synthesize_later()
    worker.run_all()

    korean_work()
    with CaptureQueriesContext(connection) as many:
        take_in()

    assert abs(len(many) - len(few)) <= 10


# --- What is for a full run -----------------------------------------------------------------------------------------


def test_process_that_has_just_been_started_wishes_for_a_full_run(world: World, ran: SynthesisRun) -> None:
    memory.forget()
    work = korean_work()

    take_in()

    assert not Match.objects.filter(other=work).exists()
    assert full_runs_due() == 1


def test_site_of_more_records_than_are_remembered_waits_for_full_runs(world: World, settings: Any) -> None:
    settings.SYNTHESIS_MEMORY_RECORDS = 3
    actions.synthesize_later()
    worker.run_all()

    work = korean_work()
    take_in()

    assert not Match.objects.filter(other=work).exists()
    assert full_runs_due() == 1


def test_only_the_run_people_see_is_added_to(world: World, ran: SynthesisRun) -> None:
    """Another process, or a command, has done one since."""
    newest = actions.run_synthesis()
    work = korean_work()

    take_in()

    assert latest_run() == newest
    assert not Match.objects.filter(other=work).exists()
    assert full_runs_due() == 1


def test_run_that_ends_while_a_record_is_taken_in_has_the_last_word(
    world: World, ran: SynthesisRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = taking_in._looked_at

    def look_while_another_run_ends(*given: Any) -> Any:
        added = looked_at(*given)
        actions.run_synthesis()
        return added

    monkeypatch.setattr(taking_in, "_looked_at", look_while_another_run_ends)
    korean_work()
    take_in()

    assert memory.recall(ran.pk, engine()) is None
    assert full_runs_due() == 1


def test_changed_record_waits_for_a_full_run_and_nothing_new_is_said_of_it(
    world: World, ran: SynthesisRun
) -> None:
    Record.objects.filter(pk=world.japanese_need.pk).update(title="合唱団", summary="合唱団が歌う。")
    actions.follow_changes([world.japanese_need.pk])
    work = korean_work()

    take_in()

    assert set(Match.objects.filter(other=work).values_list("need", flat=True)) <= {world.korean_need.pk}
    assert not Evidence.objects.filter(record=work).exists()
    assert full_runs_due() == 1


def test_withdrawn_record_waits_for_a_full_run(world: World, ran: SynthesisRun) -> None:
    archive_record(world.japanese_need, by=factories.user(roles=["curator"]))
    work = korean_work()

    take_in()

    assert not Match.objects.filter(other=work, need=world.japanese_need).exists()
    assert full_runs_due() == 1


def test_need_that_has_expired_since_is_for_a_full_run(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    today = timezone.localdate()
    world.korean_need.details = {"valid_until": today.isoformat()}
    world.korean_need.save()
    actions.synthesize_later()
    worker.run_all()

    monkeypatch.setattr(memory.timezone, "localdate", lambda: today + dt.timedelta(days=1))
    work = korean_work()
    take_in()

    assert not Match.objects.filter(other=work).exists()
    assert full_runs_due() == 1


def test_new_day_on_which_nothing_expires_needs_no_full_run(
    world: World, ran: SynthesisRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    monkeypatch.setattr(memory.timezone, "localdate", lambda: tomorrow)
    work = korean_work()

    take_in()

    assert Match.objects.filter(run=ran, other=work).exists()


def test_what_cannot_be_stored_is_not_remembered(
    world: World, ran: SynthesisRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_given: Any, **_named: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(taking_in, "keep_matches", break_off)
    work = korean_work()
    with pytest.raises(RuntimeError):
        taking_in.take_in([work.pk])

    assert memory.recall(ran.pk, engine()) is None


# --- Records that come while a full run is under way ----------------------------------------------------------------


def test_record_published_while_a_run_is_under_way_is_taken_in_after_it(
    world: World, ran: SynthesisRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if another process had added it to the run before."""
    records = gathering.records
    published: list[Record] = []

    def read_and_publish(*given: Any) -> Any:
        found = list(records(*given))
        if not given and not published:
            published.append(korean_work())
            Job.objects.filter(name=TAKE_IN).delete()  # done elsewhere
        return iter(found)

    monkeypatch.setattr(gathering, "records", read_and_publish)
    actions.synthesize_later()
    while Job.objects.filter(name=FULL, state=Job.State.QUEUED).exists():
        worker.run_one()
    newest = latest_run()
    assert not Match.objects.filter(other=published[0], run=newest).exists()

    take_in()

    assert latest_run() == newest
    assert Match.objects.filter(other=published[0], run=newest).exists()
