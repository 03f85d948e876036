from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.events.conftest import add_session
from tests.rooms.conftest import ask, poll
from tricity.accounts.models import User
from tricity.events.models import Event
from tricity.rooms import actions
from tricity.rooms.models import Caption, Question, Room, Vote
from tricity.translation.models import Translation
from tricity.web.identity import PublicationState
from tricity.web.text import digest

pytestmark = pytest.mark.django_db


def address(event: Event, more: str = "", language: str = "en") -> str:
    return f"/{language}/events/{event.code}/room/{more}"


@pytest.fixture
def member(client: Client, asker: User) -> Client:
    client.force_login(asker)
    return client


@pytest.fixture
def moderating(moderator: User) -> Client:
    browser = Client()
    browser.force_login(moderator)
    return browser


# --- Reading ------------------------------------------------------------------------------------------------------


def test_everybody_reads_the_room_of_a_public_event(client: Client, forum: Event) -> None:
    ask(forum, "駐車場はどこですか")

    page = client.get(address(forum, language="ja"))

    assert page.status_code == 200
    assert "駐車場はどこですか" in page.content.decode()
    assert "data-vote>" not in page.content.decode()


def test_question_is_read_in_ones_own_language(client: Client, forum: Event) -> None:
    question = ask(forum, "駐車場はどこですか")
    Translation.objects.create(
        subject_kind="rooms.question", subject_id=question.pk, field="text", language="ko", text="주차장은 어디입니까?",
        origin="human", source_language="ja", source_digest=digest(question.text),
    )  # fmt: skip

    (shown,) = client.get(address(forum, language="ko")).context["questions"]

    assert (shown.text.text, shown.text.source_text) == ("주차장은 어디입니까?", "駐車場はどこですか")


def test_where_there_is_no_rendering_topics_are_named_and_the_original_is_one_tap_away(
    client: Client, forum: Event
) -> None:
    factories.concept("parking", names={"en": "parking", "ja": "駐車場"})
    ask(forum, "駐車場はどこですか")

    page = client.get(address(forum))

    (shown,) = page.context["questions"]
    assert shown.text.text == "In Japanese, about: parking."
    assert '<p class="pre-line" lang="ja">駐車場はどこですか</p>' in page.content.decode()


def test_what_waits_or_is_hidden_is_on_no_page_of_others(
    client: Client, forum: Event, member: Client, moderating: Client
) -> None:
    held, hidden = ask(forum, "待つ質問"), ask(forum, "隠す質問")
    Question.objects.filter(pk=held.pk).update(state="waiting")
    actions.hide(hidden, by=None, reason="広告", reason_language="ja")

    for browser in (Client(), member):
        for part in ("", "?part=questions", "?order=new", "?show=open"):
            content = browser.get(address(forum, part)).content.decode()
            assert "待つ質問" not in content
            assert "隠す質問" not in content
    content = moderating.get(address(forum, "moderate/")).content.decode()
    assert "待つ質問" in content
    assert "隠す質問" in content


def test_draft_event_has_no_room_for_others(client: Client, asker: User) -> None:
    event = factories.event(publication_state=PublicationState.DRAFT)

    assert client.get(address(event)).status_code == 404
    actions.name_person(event, username=asker.username, role="captioner", by=None)
    client.force_login(asker)
    assert client.get(address(event)).status_code == 200


@pytest.mark.parametrize(
    ("open_to", "visitor", "person", "registered", "guest"),
    [
        ("readers", 200, 200, 200, 200),
        ("signed-in", 302, 200, 200, 200),
        ("registered", 302, 403, 200, 200),
    ],
)
def test_organizers_say_who_may_enter(
    forum: Event, guests: None, open_to: str, visitor: int, person: int, registered: int, guest: int
) -> None:
    Room.objects.update(open_to=open_to)
    browsers = [Client() for _each in range(4)]
    browsers[1].force_login(factories.user())
    browsers[2].force_login(factories.user(username="registered-1"))
    browsers[3].cookies["guest"] = "a-key"

    answers = [browser.get(address(forum)).status_code for browser in browsers]

    assert answers == [visitor, person, registered, guest]


def test_now_is_what_the_clock_says_else_what_the_moderator_says(client: Client, forum: Event) -> None:
    first = add_session(forum, starts_at=forum.starts_at, duration_minutes=30, titles={"en": "First"})
    second = add_session(forum, starts_at=forum.starts_at + dt.timedelta(minutes=30), titles={"en": "Second"})

    assert client.get(address(forum)).context["now"].pk == first.pk
    actions.set_now(forum, second, by=None)
    assert client.get(address(forum)).context["now"].pk == second.pk
    actions.set_now(forum, None, by=None)
    assert client.get(address(forum)).context["now"].pk == first.pk


def test_languages_without_captions_are_named_while_the_event_is_on(client: Client, forum: Event) -> None:
    assert [code for code, _name in client.get(address(forum)).context["silent"]] == ["ja", "ko"]

    Event.objects.update(
        starts_at=forum.starts_at + dt.timedelta(days=1), ends_at=forum.ends_at + dt.timedelta(days=1)
    )
    assert client.get(address(forum)).context["silent"] == []


def test_language_of_captions_is_remembered(client: Client, forum: Event) -> None:
    client.get(address(forum, "?captions=ko"))

    assert client.get(address(forum)).context["captions"].language == "ko"


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_queries_whatever_its_length(
    member: Client, forum: Event, django_assert_max_num_queries: Any, number: int
) -> None:
    for _each in range(number):
        question = ask(forum, language="ko")
        actions.answer(question, by=None, text="答え", language="ja")
        poll(forum)
        add_session(forum)
    member.get(address(forum))

    with django_assert_max_num_queries(12):
        member.get(address(forum))


@pytest.mark.parametrize("number", [1, 3])
def test_desk_of_moderators_costs_the_same_queries(
    moderating: Client, forum: Event, django_assert_max_num_queries: Any, number: int
) -> None:
    for _each in range(number):
        actions.answer(ask(forum, language="ko"), by=None, text="答え", language="ja")
        Question.objects.filter(pk=ask(forum).pk).update(state="waiting")
        actions.hide(ask(forum), by=None, reason="x", reason_language="en")
        poll(forum)
    moderating.get(address(forum, "moderate/"))

    with django_assert_max_num_queries(14):
        moderating.get(address(forum, "moderate/"))


# --- Taking part --------------------------------------------------------------------------------------------------


def test_question_in_any_language_is_asked_and_its_language_recognized(member: Client, forum: Event) -> None:
    answer = member.post(address(forum, "ask/"), {"text": "주차장은 언제 엽니까?"})

    assert answer["Location"] == address(forum)
    assert Question.objects.get().language == "ko"


def test_question_that_waits_leads_to_ones_own(member: Client, forum: Event) -> None:
    Room.objects.update(holds_questions=True)

    answer = member.post(address(forum, "ask/"), {"text": "駐車場は？"}, follow=True)

    assert answer.redirect_chain[0][0] == address(forum, "mine/")
    assert "駐車場は？" in answer.content.decode()
    assert "A moderator will let your question through." in answer.content.decode()


def test_empty_question_is_refused_where_it_was_written(member: Client, forum: Event) -> None:
    answer = member.post(address(forum, "ask/"), {"text": "  "})

    assert answer.status_code == 422
    assert answer.context["form"].errors["text"] == ["Write something first."]
    too_long = member.post(address(forum, "ask/"), {"text": "問" * 1001})
    assert "text" in too_long.context["form"].errors


def test_visitor_neither_asks_nor_votes(client: Client, forum: Event) -> None:
    question = ask(forum)

    for part, data in (
        ("ask/", {"text": "?"}),
        (f"questions/{question.code}/vote/", {}),
        ("react/", {"kind": "idea"}),
    ):
        assert client.post(address(forum, part), data).status_code == 403
    assert (Question.objects.count(), Vote.objects.count()) == (1, 0)


def test_vote_answers_the_page_or_the_script(member: Client, forum: Event) -> None:
    question = ask(forum)
    path = address(forum, f"questions/{question.code}/vote/")

    answer = member.post(path, {"deed": "vote", "list": "?order=new"})
    assert answer["Location"] == f"{address(forum)}?order=new#question-{question.code}"
    assert member.get(address(forum)).context["questions"][0].has_voted
    back = member.post(path, {"deed": "back"}, headers={"accept": "application/json"})
    assert back.json() == {"question": question.code, "votes": 0, "has_voted": False}


@pytest.mark.parametrize("where", ["https://example.org/", "//example.org", "?a#b", "?" + "x" * 300])
def test_form_leads_nowhere_else(member: Client, forum: Event, where: str) -> None:
    question = ask(forum)

    answer = member.post(address(forum, f"questions/{question.code}/vote/"), {"list": where})

    assert answer["Location"] == f"{address(forum)}#question-{question.code}"


def test_guest_with_a_registration_asks_and_votes(client: Client, forum: Event, guests: None) -> None:
    client.cookies["guest"] = "a-key"

    client.post(address(forum, "ask/"), {"text": "質問"})
    question = Question.objects.get()
    client.post(address(forum, f"questions/{question.code}/vote/"))
    client.post(address(forum, f"questions/{question.code}/vote/"))

    assert (question.asker, Vote.objects.get().voter) == ("guest:a-key", "guest:a-key")


def test_poll_is_answered_on_the_page(member: Client, forum: Event) -> None:
    made = poll(forum, "ranking")
    first, second, _third = made.options.all()

    member.post(
        address(forum, f"polls/{made.code}/answer/"), {f"rank-{second.pk}": "1", f"rank-{first.pk}": "2"}
    )

    (shown,) = member.get(address(forum)).context["polls"]
    assert [option.own_rank for option in shown.options] == [2, 1, 0]


def test_answers_that_do_not_fit_are_told_why(member: Client, forum: Event) -> None:
    made = poll(forum)

    answer = member.post(address(forum, f"polls/{made.code}/answer/"), {"option": "x"})

    assert answer.status_code == 422
    assert "Choose at least one answer." in answer.content.decode()


def test_why_it_was_hidden_is_read_by_who_asked_alone(member: Client, forum: Event, asker: User) -> None:
    question = ask(forum, by=asker)
    actions.hide(question, by=None, reason="広告だから", reason_language="ja")

    assert "広告だから" in member.get(address(forum, "mine/")).content.decode()
    other = Client()
    other.force_login(factories.user())
    assert "広告だから" not in other.get(address(forum, "mine/")).content.decode()


# --- Moderating ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["moderate/", "moderate/polls/new/"])
def test_only_moderators_and_editors_of_the_event_moderate(
    member: Client, moderating: Client, forum: Event, part: str
) -> None:
    organizer = Client()
    organizer.force_login(factories.user(roles=["organizer"]))

    answers = [
        browser.get(address(forum, part)).status_code for browser in (Client(), member, moderating, organizer)
    ]

    assert answers == [302, 403, 200, 200]


@pytest.mark.parametrize(
    ("deed", "check"),
    [
        ("pin", lambda question: question.is_pinned),
        ("answered", lambda question: question.answered_at_ms is not None),
        ("hide", lambda question: (question.state, question.reason) == ("hidden", "理由")),
        ("answer", lambda question: question.written_answer.text == "理由"),
    ],
)
def test_moderator_does_it_on_the_page(moderating: Client, forum: Event, deed: str, check: Any) -> None:
    question = ask(forum)

    answer = moderating.post(
        address(forum, f"moderate/questions/{question.code}/"),
        {"deed": deed, "text": "理由", "language": "ja"},
    )

    assert answer["Location"] == address(forum, "moderate/")
    assert check(Question.objects.get())


def test_hiding_without_a_reason_is_refused(moderating: Client, forum: Event) -> None:
    question = ask(forum)

    answer = moderating.post(
        address(forum, f"moderate/questions/{question.code}/"), {"deed": "hide", "text": ""}
    )

    assert answer.status_code == 422
    assert Question.objects.get().state == "open"
    unknown = moderating.post(address(forum, f"moderate/questions/{question.code}/"), {"deed": "burn"})
    assert unknown.status_code == 404


def test_moderator_merges_and_parts(moderating: Client, forum: Event) -> None:
    one, two = ask(forum, "一"), ask(forum, "둘", language="ko")

    moderating.post(address(forum, "moderate/merge/"), {"question": two.code, "into": one.code})
    assert Question.objects.get(pk=two.pk).merged_into == one
    page = moderating.get(address(forum, f"moderate/questions/{one.code}/"))
    assert [each.text.source_text or each.text.text for each in page.context["each"].also] == ["둘"]

    moderating.post(address(forum, f"moderate/questions/{two.code}/"), {"deed": "part"})
    assert Question.objects.get(pk=two.pk).merged_into is None


def test_question_of_another_event_is_not_moderated_here(moderating: Client, forum: Event) -> None:
    other = ask(factories.event())

    answer = moderating.post(address(forum, f"moderate/questions/{other.code}/"), {"deed": "pin"})

    assert answer.status_code == 404
    assert not Question.objects.get().is_pinned


def test_moderator_makes_and_runs_a_poll(moderating: Client, forum: Event) -> None:
    data = {
        "texts_ko": "무엇부터?", "kind": "multiple", "options-TOTAL_FORMS": "3", "options-INITIAL_FORMS": "0",
        "options-0-texts_ko": "주차", "options-1-texts_ko": "교통", "options-2-texts_ko": "",
    }  # fmt: skip
    moderating.post(address(forum, "moderate/polls/new/"), data)
    made = forum.polls.get()

    for deed in ("open", "show", "close"):
        moderating.post(address(forum, f"moderate/polls/{made.code}/state/"), {"deed": deed})
    made.refresh_from_db()

    assert (made.state, made.shows_results, made.options.count()) == ("closed", True, 2)
    assert moderating.get(address(forum, f"moderate/polls/{made.code}/")).status_code == 409


def test_poll_with_one_answer_is_refused(moderating: Client, forum: Event) -> None:
    data = {
        "texts_en": "?",
        "kind": "single",
        "options-TOTAL_FORMS": "1",
        "options-INITIAL_FORMS": "0",
        "options-0-texts_en": "a",
    }

    answer = moderating.post(address(forum, "moderate/polls/new/"), data)

    assert answer.status_code == 422
    assert "at least two answers" in answer.content.decode()


def test_announcement_is_read_in_ones_own_language(client: Client, moderating: Client, forum: Event) -> None:
    moderating.post(address(forum, "moderate/announce/"), {"texts_en": "Break", "texts_ko": "휴식"})

    assert str(client.get(address(forum, language="ko")).context["announcement"]) == "휴식"
    moderating.post(address(forum, "moderate/announce/"), {"deed": "take-down"})
    assert client.get(address(forum)).context["announcement"] is None


# --- Captions, stage, settings ------------------------------------------------------------------------------------


@pytest.fixture
def captioning(forum: Event) -> Client:
    person, browser = factories.user(), Client()
    actions.name_person(forum, username=person.username, role="captioner", by=None)
    browser.force_login(person)
    return browser


JSON = {"accept": "application/json"}


def test_captioner_sends_a_line_and_corrects_it(captioning: Client, client: Client, forum: Event) -> None:
    line = {"text": "こんにちわ", "language": "ja", "client_id": "line-0001"}
    sent = [captioning.post(address(forum, "captions/"), line, headers=JSON).json() for _each in range(2)]
    assert sent[0] == sent[1]
    assert Caption.objects.count() == 1

    path = address(forum, f"captions/{sent[0]['line']}/correct/")
    captioning.post(path, {"text": "こんにちは", "client_id": "line-0002"}, headers=JSON)

    (shown,) = client.get(address(forum, language="ja")).context["captions"].lines
    assert shown.text == "こんにちは"


def test_captioner_works_without_script(captioning: Client, forum: Event) -> None:
    answer = captioning.post(address(forum, "captions/"), {"text": "안녕", "language": "ko"}, follow=True)

    assert answer.context["language"] == "ko"
    (own,) = answer.context["own"]
    captioning.post(address(forum, f"captions/{own.seq}/correct/"), {"text": "안녕하세요"})
    assert captioning.get(address(forum, "captions/?language=ko")).context["lines"][0].text == "안녕하세요"


def test_line_of_somebody_else_is_not_corrected(captioning: Client, moderating: Client, forum: Event) -> None:
    captioning.post(address(forum, "captions/"), {"text": "一", "language": "ja"})
    row = Caption.objects.get()
    organizer = Client()
    organizer.force_login(factories.user(roles=["organizer"]))

    assert organizer.post(address(forum, f"captions/{row.seq}/correct/"), {"text": "二"}).status_code == 404
    assert moderating.get(address(forum, "captions/")).status_code == 403
    assert Caption.objects.count() == 1


@pytest.mark.parametrize(
    "data",
    [
        {"text": "", "language": "ja"},
        {"text": "一", "language": "xx"},
        {"text": "一", "language": "ja", "client_id": "a b"},
    ],
)
def test_line_that_cannot_be_kept_says_why(captioning: Client, forum: Event, data: dict[str, str]) -> None:
    answer = captioning.post(address(forum, "captions/"), data, headers=JSON)

    assert answer.status_code == 422
    assert answer.json()["errors"]


def test_interpreter_asks_the_speaker_to_slow_down(forum: Event) -> None:
    browsers = []
    for role in ("interpreter", "speaker"):
        person, browser = factories.user(), Client()
        actions.name_person(forum, username=person.username, role=role, by=None)
        browser.force_login(person)
        browsers.append(browser)
    interpreter, speaker = browsers

    assert not speaker.get(address(forum, "stage/")).context["is_slow"]
    interpreter.post(address(forum, "slow-down/"))
    assert speaker.get(address(forum, "stage/")).context["is_slow"]
    assert speaker.post(address(forum, "slow-down/")).status_code == 403


def test_organizer_sets_the_room_up_and_names_people(forum: Event, asker: User) -> None:
    organizer = Client()
    organizer.force_login(factories.user(roles=["organizer"]))

    organizer.post(address(forum, "settings/"), {"open_to": "signed-in", "takes_questions": "on"})
    room = Room.objects.get()
    assert (room.open_to, room.takes_questions, room.holds_questions) == ("signed-in", True, False)

    organizer.post(address(forum, "settings/people/"), {"username": asker.username, "role": "captioner"})
    row = forum.room_roles.get()
    refused = organizer.post(address(forum, "settings/people/"), {"username": "nobody", "role": "captioner"})
    assert (row.user, refused.status_code) == (asker, 422)
    organizer.post(address(forum, f"settings/people/{row.pk}/remove/"))
    assert not forum.room_roles.exists()


def test_moderator_does_not_set_the_room_up(moderating: Client, forum: Event) -> None:
    assert moderating.get(address(forum, "settings/")).status_code == 403
    assert (
        moderating.post(
            address(forum, "settings/people/"), {"username": "x", "role": "moderator"}
        ).status_code
        == 403
    )


# --- The page of the event ----------------------------------------------------------------------------------------


def test_event_leads_into_its_room(client: Client, forum: Event) -> None:
    assert f'href="{address(forum)}"' in client.get(f"/en/events/{forum.code}/").content.decode()


def test_after_the_event_its_page_tells_what_was_asked_and_what_became_of_it(
    client: Client, forum: Event
) -> None:
    question, hidden = ask(forum, "駐車場は？"), ask(forum, "隠す")
    actions.hide(hidden, by=None, reason="x", reason_language="en")
    actions.answer(question, by=None, text="三月です", language="ja")
    Event.objects.update(ends_at=forum.starts_at + dt.timedelta(milliseconds=1))

    content = client.get(f"/ja/events/{forum.code}/").content.decode()

    assert "駐車場は？" in content
    assert "三月です" in content
    assert "隠す" not in content
