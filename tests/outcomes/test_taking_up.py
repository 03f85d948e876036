from __future__ import annotations

import pytest
from django.test import Client

from tests import factories
from tests.outcomes.conftest import LINES, as_, page, passage_of, wish
from tests.replay.made import add_captions
from tricity.accounts.models import User
from tricity.activity.models import Entry
from tricity.cooperation.models import Idea
from tricity.directory.models import Organization
from tricity.events.models import Event, Session, Talk
from tricity.knowledge.models import Record
from tricity.notices.models import Notice
from tricity.outcomes import actions
from tricity.outcomes.models import Outcome
from tricity.outcomes.sayings import Saying, of_question
from tricity.replay.actions import first_replay, withdraw_replay
from tricity.replay.models import Mark
from tricity.rooms import actions as rooms
from tricity.rooms.models import Question

pytestmark = pytest.mark.django_db


def test_an_editor_makes_a_need_of_two_lines_of_the_transcript(
    editor: User, suwon: Organization, forum: Event
) -> None:
    answer = as_(editor).post(page(forum, f"new/{passage_of(forum)}"), wish(suwon))

    row, record = Outcome.objects.get(), Record.objects.get()
    assert answer.status_code == 302
    assert (row.record, row.kind, row.state, row.by) == (record, "need", "taken-up", editor)
    assert (row.text, row.language, row.speaker) == (f"{LINES[0]} {LINES[1]}", "ko", "Speaker")
    assert (row.start_ms, row.end_ms) == (0, 45_000)
    assert (record.owner, record.city, record.publication_state) == (suwon, suwon.city, "draft")
    (source,) = record.sources
    assert source["url"] == f"http://testserver/en/events/{forum.code}/replay/?t=0&captions=ko#now"


def test_the_form_begins_with_the_words_their_first_sentence_and_their_topics(
    editor: User, forum: Event
) -> None:
    factories.concept("parking", names={"en": "parking", "ko": "주차"})

    form = as_(editor).get(page(forum, f"new/{passage_of(forum)}")).context["form"]

    assert form.initial["title"] == LINES[0]
    assert form.initial["summary"].startswith(f"{LINES[0]} {LINES[1]}\n\n")
    assert (form.initial["language"], form.initial["topic_1"]) == ("ko", "parking")


def test_the_words_stand_above_the_form_in_their_own_language(editor: User, forum: Event) -> None:
    content = as_(editor).get(page(forum, f"new/{passage_of(forum)}", language="ja")).content.decode()

    assert f'<blockquote class="pre-line"><span lang="ko" data-origin="original">{LINES[0]}' in content


def test_a_question_brings_its_answer_where_both_are_in_one_language(
    editor: User, forum: Event, question: Question
) -> None:
    rooms.answer(question, by=None, text="表示板で知らせます。", language="ja")

    form = as_(editor).get(page(forum, f"new/?question={question.code}")).context["form"]

    assert form.initial["title"] == "駐車場の空きはどう知らせますか。"
    assert "\n\n表示板で知らせます。\n\n" in form.initial["summary"]


def test_a_passage_knows_its_session_and_talk(editor: User, suwon: Organization, forum: Event) -> None:
    session = Session.objects.create(event=forum, kind="panel", titles={"en": "Panel"})
    talk = Talk.objects.create(session=session, speaker_name="Kim Haneul")
    Mark.objects.create(replay=first_replay(forum), at_ms=0, talk=talk)

    as_(editor).post(page(forum, f"new/{passage_of(forum)}"), wish(suwon))

    row = Outcome.objects.get()
    assert (row.session, row.talk) == (session, talk)


def test_a_curator_compiles_for_a_city_of_the_country_without_a_body(
    curator: User, suwon: Organization, forum: Event
) -> None:
    assert suwon.city is not None
    place = {"country": "KR", "city": suwon.city.code}

    as_(curator).post(page(forum, f"new/{passage_of(forum)}"), wish(None, **place))

    record = Record.objects.get()
    assert (record.owner, record.standing, record.country_id) == (None, "compiled", "KR")


def test_nobody_writes_for_a_body_or_country_that_is_not_theirs(
    curator: User, editor: User, suwon: Organization, forum: Event
) -> None:
    other = factories.organization("JP")

    by_curator = as_(curator).post(page(forum, f"new/{passage_of(forum)}"), wish(suwon))
    elsewhere = as_(curator).post(page(forum, f"new/{passage_of(forum)}"), wish(None, country="JP"))
    by_editor = as_(editor).post(page(forum, f"new/{passage_of(forum)}"), wish(other))

    assert [each.status_code for each in (by_curator, elsewhere, by_editor)] == [422, 422, 422]
    assert not Record.objects.exists()
    assert not Outcome.objects.exists()


def test_what_was_typed_stays_when_the_form_is_refused(
    editor: User, suwon: Organization, forum: Event
) -> None:
    suwon.city = None
    suwon.save()

    answer = as_(editor).post(page(forum, f"new/{passage_of(forum)}"), wish(suwon))

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"city": ["Choose the city it is about."]}
    assert "빈자리를 알려 준다." in answer.content.decode()


def test_an_idea_is_proposed_for_ones_own_body(editor: User, suwon: Organization, forum: Event) -> None:
    as_(editor).post(page(forum, f"new/{passage_of(forum)}"), wish(suwon, kind="idea"))

    idea = Idea.objects.get()
    assert (idea.owner, idea.by, idea.title) == (suwon, editor, "빈자리 안내")
    assert Outcome.objects.get().made == idea


def test_a_curator_without_a_body_is_not_offered_an_idea(curator: User, forum: Event) -> None:
    form = as_(curator).get(page(forum, f"new/{passage_of(forum)}")).context["form"]

    assert [value for value, _label in form.fields["kind"].choices] == ["need", "initiative", "solution"]


def test_pressed_twice_there_is_one_draft(editor: User, suwon: Organization, forum: Event) -> None:
    as_(editor).post(page(forum, f"new/{passage_of(forum)}"), wish(suwon))

    again = as_(editor).post(page(forum, f"new/{passage_of(forum)}"), wish(suwon))

    assert again.status_code == 409
    assert Record.objects.count() == 1


def test_two_bodies_take_the_same_question_up(
    editor: User, suwon: Organization, forum: Event, question: Question
) -> None:
    sendai = factories.organization("JP", city=factories.city("JP"))
    other = factories.user(organizations=[sendai])

    as_(editor).post(page(forum, f"new/?question={question.code}"), wish(suwon))
    as_(other).post(page(forum, f"new/?question={question.code}"), wish(sendai))

    assert {row.record.owner for row in Outcome.objects.select_related("record__owner") if row.record} == {
        suwon,
        sendai,
    }


def test_an_open_point_that_is_taken_up_is_no_longer_open(
    editor: User, suwon: Organization, organizer: User, forum: Event, asked: Saying
) -> None:
    point = actions.settle(asked, by=organizer, state="passed-on", passed_to=suwon)

    as_(editor).post(page(forum, f"new/?outcome={point.code}"), wish(suwon))

    row = Outcome.objects.get()
    assert (row.pk, row.state, row.passed_to) == (point.pk, "taken-up", suwon)


def test_who_asked_is_told_and_who_asked_the_same(
    editor: User, suwon: Organization, forum: Event, question: Question, asker: User
) -> None:
    second = factories.user()
    same = rooms.ask(forum, by=second, text="空きはどこで分かりますか", language="ja")
    rooms.merge(same, question, by=None)

    as_(editor).post(page(forum, f"new/?question={question.code}"), wish(suwon))

    told = Notice.objects.filter(kind="outcome.of-question")
    assert {each.recipient for each in told} == {asker, second}
    shown = as_(asker).get("/en/my/notices/").content.decode()
    assert "Your question was taken up; a draft is being prepared" in shown


def test_every_deed_is_in_the_audit_trail(editor: User, suwon: Organization, forum: Event) -> None:
    as_(editor).post(page(forum, f"new/{passage_of(forum)}"), wish(suwon))

    entry = Entry.objects.get(verb="outcome.taken-up")
    assert (entry.actor, entry.details["event"], entry.details["kind"]) == (editor, forum.code, "need")


@pytest.mark.parametrize("lines", ["", "&line=x", "&line=999"])
def test_without_a_line_one_is_told_to_pick_one(editor: User, forum: Event, lines: str) -> None:
    answer = as_(editor).get(page(forum, f"new/{passage_of(forum, lines)}"))

    assert answer.status_code == 422
    assert "Tick the first and the last line" in answer.content.decode()


def test_a_passage_has_an_end(editor: User, forum: Event) -> None:
    add_captions(forum, "ja", texts=["長い" * 400] * 3)

    answer = as_(editor).get(page(forum, f"new/{passage_of(forum, '&line=0&line=80', 'ja')}"))

    assert answer.status_code == 422


def test_what_one_may_not_read_one_makes_no_draft_of(editor: User, forum: Event, question: Question) -> None:
    rooms.hide(question, by=None, reason="広告", reason_language="ja")
    withdraw_replay(first_replay(forum), by=None)

    hidden = as_(editor).get(page(forum, f"new/?question={question.code}"))
    unseen = as_(editor).get(page(forum, f"new/{passage_of(forum)}"))

    assert (hidden.status_code, unseen.status_code) == (404, 404)


def test_members_and_visitors_make_no_drafts(client: Client, suwon: Organization, forum: Event) -> None:
    member = factories.member("KR", body=suwon)

    assert as_(member).get(page(forum, f"new/{passage_of(forum)}")).status_code == 403
    assert client.get(page(forum, f"new/{passage_of(forum)}")).status_code == 302


def test_lines_are_picked_in_the_transcript_by_those_who_may(
    client: Client, editor: User, forum: Event
) -> None:
    address = f"/en/events/{forum.code}/replay/?captions=ko"

    assert 'form="picking" name="line" value="40.000"' in as_(editor).get(address).content.decode()
    assert 'name="line"' not in client.get(address).content.decode()


def test_a_saying_of_a_question_counts_on_the_clock_of_the_event(forum: Event, question: Question) -> None:
    start = round(forum.starts_at.timestamp() * 1000)
    Question.objects.filter(pk=question.pk).update(at_ms=start + 60_000, answered_at_ms=start + 90_000)

    saying = of_question(Question.objects.select_related("event").get(pk=question.pk))

    assert (saying.start_ms, saying.end_ms) == (60_000, 90_000)
