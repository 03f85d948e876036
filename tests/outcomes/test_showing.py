from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import translation

from tests import factories
from tests.outcomes.conftest import LINES, as_, page, passage_of, wish
from tricity.accounts.models import User
from tricity.bundles.actions import make_event_bundle
from tricity.bundles.actions import making as bundles
from tricity.cooperation.models import Idea
from tricity.directory.models import Organization
from tricity.events.models import Event
from tricity.events.papers import Asked, document_of, paper_of
from tricity.knowledge.models import Record
from tricity.outcomes import actions
from tricity.outcomes.digests import followed
from tricity.outcomes.models import Outcome
from tricity.outcomes.replays import passage
from tricity.outcomes.sayings import Saying, of_question
from tricity.publishing import fragment
from tricity.renderings.registry import renderable
from tricity.replay.actions import first_replay, withdraw_replay, withhold
from tricity.replay.models import Withheld
from tricity.replay.queries import replay_of
from tricity.rooms import actions as rooms
from tricity.rooms.models import Question, Room
from tricity.translation.models import Translation
from tricity.web.identity import PublicationState
from tricity.web.text import digest

pytestmark = pytest.mark.django_db
State = PublicationState


def taken_up(asked: Saying, record: Record, by: User | None = None) -> Outcome:
    record.sources = [{"url": f"http://testserver{asked.event.get_absolute_url()}"}]
    record.save()
    return Outcome.objects.create(**asked.columns(), state="taken-up", kind="need", record=record, by=by)


def open_passage(event: Event, by: User | None = None) -> Outcome:
    replay = replay_of(event)
    assert replay is not None
    said = passage(replay, "ko", [0.0], "en")
    return actions.settle(said, by=by, state="open")


def event_page(event: Event, language: str = "en") -> str:
    return f"/{language}/events/{event.code}/"


# --- Questions ----------------------------------------------------------------------------------------------------


def test_a_draft_is_told_of_without_its_words_until_it_is_published(
    client: Client, editor: User, suwon: Organization, asked: Saying
) -> None:
    record = factories.record(
        "KR", kind="need", owner=suwon, title="비밀 초안", publication_state=State.DRAFT
    )
    taken_up(asked, record)

    for browser in (client, as_(factories.user())):
        content = browser.get(event_page(asked.event, "ko")).content.decode()
        assert "비밀 초안" not in content
        assert record.code not in content
    assert "Taken up, in preparation" in client.get(event_page(asked.event)).content.decode()
    assert "비밀 초안" in as_(editor).get(event_page(asked.event, "ko")).content.decode()

    Record.objects.filter(pk=record.pk).update(publication_state=State.PUBLISHED)

    content = client.get(event_page(asked.event, "ko")).content.decode()
    assert (
        f'<a href="/ko/needs/{record.code}/"><span lang="ko" data-origin="original">비밀 초안</span></a>'
        in content
    )


@pytest.mark.parametrize(
    "fields", [{"publication_state": State.ARCHIVED}, {"deleted_at": "2026-01-01T00:00Z"}]
)
def test_what_was_withdrawn_is_not_carried_on(client: Client, asked: Saying, fields: dict[str, Any]) -> None:
    record = factories.record("KR", kind="need", title="철회된 기록", **fields)
    taken_up(asked, record)

    content = client.get(event_page(asked.event)).content.decode()

    assert "Taken up, and not carried on" in content
    assert "철회된 기록" not in content


def test_what_it_became_is_read_in_ones_own_language(client: Client, asked: Saying) -> None:
    record = factories.record("KR", kind="need", title="빈자리 안내")
    Translation.objects.create(
        subject_kind="knowledge.record", subject_id=record.pk, field="title", language="ja", text="空き案内",
        origin="human", source_language="ko", source_digest=digest(record.title),
    )  # fmt: skip
    taken_up(asked, record)

    content = client.get(event_page(asked.event, "ja")).content.decode()

    assert '<span lang="ja" data-origin="human">空き案内</span>' in content


def test_of_a_merged_question_the_whole_is_told(client: Client, organizer: User, asked: Saying) -> None:
    actions.settle(asked, by=organizer, state="not-pursued", reasons={"en": "Too dear."})
    assert asked.question is not None
    other = rooms.ask(asked.event, by=factories.user(), text="もう一つの質問", language="ja")

    rooms.merge(asked.question, other, by=None)

    assert "Too dear." in client.get(event_page(asked.event)).content.decode()


def test_deeds_are_offered_to_those_alone_who_may(
    client: Client, editor: User, organizer: User, question: Question
) -> None:
    draft, settle = (page(question.event, f"{each}/?question={question.code}") for each in ("new", "settle"))
    offered = {
        name: [
            each
            for each in (draft, settle)
            if each in browser.get(event_page(question.event)).content.decode()
        ]
        for name, browser in (("visitor", client), ("editor", as_(editor)), ("organizer", as_(organizer)))
    }

    assert offered == {"visitor": [], "editor": [draft], "organizer": [settle]}


def test_who_may_not_enter_the_room_reads_nothing_of_it(
    client: Client, organizer: User, asked: Saying
) -> None:
    row = actions.settle(asked, by=organizer, state="not-pursued", reasons={"en": "Too dear."})
    Room.objects.filter(event=asked.event).update(open_to="signed-in")

    for address in (event_page(asked.event), page(asked.event)):
        assert "Too dear." not in client.get(address).content.decode()
    assert client.get(page(asked.event, f"{row.code}/")).status_code == 404


def test_a_hidden_question_is_hidden_with_all_that_became_of_it(
    client: Client, organizer: User, asked: Saying
) -> None:
    row = actions.settle(asked, by=organizer, state="open")
    record = factories.record("KR")
    taken_up(asked, record)
    assert asked.question is not None

    rooms.hide(asked.question, by=None, reason="広告", reason_language="ja")

    assert client.get(page(asked.event, f"{row.code}/")).status_code == 404
    assert asked.text not in client.get(page(asked.event)).content.decode()
    assert asked.text not in client.get(record.get_absolute_url()).content.decode()


# --- Passages -----------------------------------------------------------------------------------------------------


def test_a_passage_stands_on_the_pages_of_the_event_with_its_time(
    client: Client, forum: Event, organizer: User
) -> None:
    open_passage(forum, organizer)

    for address in (event_page(forum, "ko"), page(forum, language="ko")):
        content = client.get(address).content.decode()
        assert LINES[0] in content
        assert f"/ko/events/{forum.code}/replay/?t=0&amp;captions=ko#now" in content


def test_the_page_of_the_replay_leads_to_the_passages_and_reads_them_when_they_are_opened(
    client: Client, forum: Event, organizer: User
) -> None:
    open_passage(forum, organizer)

    whole = client.get(f"/ko/events/{forum.code}/replay/").content.decode()
    part = client.get(page(forum, language="ko"), headers={"hx-request": "true"}).content.decode()

    assert f'hx-get="{page(forum, language="ko")}"' in whole
    assert LINES[0] in part
    assert "<html" not in part


def test_once_the_replay_is_withdrawn_its_words_are_on_no_page(
    client: Client, forum: Event, organizer: User
) -> None:
    row = open_passage(forum, organizer)
    sources = [{"url": f"http://testserver{forum.get_absolute_url()}"}]
    record = factories.record("KR", kind="need", sources=sources)
    Outcome.objects.filter(pk=row.pk).update(state="taken-up", kind="need", record=record)

    assert LINES[0] in client.get(record.get_absolute_url()).content.decode()
    replay = replay_of(forum)
    assert replay is not None
    withdraw_replay(replay, by=None)

    for address in (event_page(forum, "ko"), page(forum, language="ko"), record.get_absolute_url()):
        assert LINES[0] not in client.get(address).content.decode()
    assert client.get(page(forum, f"{row.code}/")).status_code == 404


def test_a_passage_is_rendered_like_other_texts(client: Client, forum: Event, organizer: User) -> None:
    row = open_passage(forum, organizer)
    Translation.objects.create(
        subject_kind="outcomes.outcome", subject_id=row.pk, field="text", language="ja", text="駐車の案内",
        origin="human", source_language="ko", source_digest=digest(row.text),
    )  # fmt: skip

    content = client.get(page(forum, f"{row.code}/", "ja")).content.decode()

    assert '<p class="pre-line"><span lang="ja" data-origin="human">駐車の案内</span></p>' in content
    assert client.get(f"/en/renderings/outcome/{row.code}/").status_code in (200, 302)


# --- What was made of it ------------------------------------------------------------------------------------------


def test_a_record_says_what_it_comes_from_in_the_words_that_were_said(
    client: Client, editor: User, suwon: Organization, forum: Event
) -> None:
    as_(editor).post(page(forum, f"new/{passage_of(forum)}"), wish(suwon))
    Record.objects.update(publication_state=State.PUBLISHED)

    content = client.get(Record.objects.get().get_absolute_url()).content.decode()

    assert "Comes from what was said at:" in content
    assert f'<span lang="ko" data-origin="original">{LINES[0]} {LINES[1]}</span>' in content
    assert f'href="/en/events/{forum.code}/"' in content
    assert (
        content.count(f"/en/events/{forum.code}/replay/?t=0&amp;captions=ko#now") == 2
    )  # and among the sources


def test_an_idea_says_so_too(client: Client, editor: User, suwon: Organization, question: Question) -> None:
    as_(editor).post(page(question.event, f"new/?question={question.code}"), wish(suwon, kind="idea"))
    Idea.objects.update(publication_state=State.PUBLISHED)

    content = client.get(Idea.objects.get().get_absolute_url()).content.decode()

    assert "Comes from a question asked at:" in content
    assert question.text in content


def test_the_report_tells_of_questions_and_passages(
    organizer: User, forum: Event, asked: Saying, suwon: Organization
) -> None:
    actions.settle(asked, by=organizer, state="passed-on", passed_to=suwon)
    open_passage(forum, organizer)
    paper = paper_of("report")
    assert paper is not None

    html = fragment(document_of(paper, Event.objects.get(pk=forum.pk), Asked("ko", organizer)))

    assert "수원시" in html
    assert LINES[0] in html


def test_a_report_names_no_draft_that_its_maker_alone_may_read(organizer: User, asked: Saying) -> None:
    secretariat = factories.user(roles=["organizer", "curator"])
    taken_up(asked, factories.record("KR", kind="need", title="비밀 초안", publication_state=State.DRAFT))
    paper = paper_of("report")
    assert paper is not None

    html = fragment(document_of(paper, Event.objects.get(pk=asked.event.pk), Asked("ko", secretariat)))

    assert "비밀 초안" not in html


def test_a_bundle_says_what_became_of_a_question_without_links_to_the_site(
    asked: Saying, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundles, "tools", lambda: None)  # the sound only looks like sound
    record = factories.record("KR", kind="need", title="빈자리 안내")
    taken_up(asked, record)

    make_event_bundle(Event.objects.get(pk=asked.event.pk), tmp_path / "bundle")

    content = (tmp_path / "bundle/ko/questions.html").read_text(encoding="utf-8")
    assert "빈자리 안내" in content
    assert record.code not in content


# --- How much it costs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 4])
def test_pages_ask_at_most_twelve_queries(
    client: Client, organizer: User, forum: Event, django_assert_max_num_queries: Any, number: int
) -> None:
    for each in range(number):
        question = rooms.ask(forum, by=factories.user(), text=f"質問{each}", language="ja")
        taken_up(of_question(question), factories.record("KR", kind="need"))
        Outcome.objects.create(
            event=forum,
            replay=replay_of(forum),
            text=f"말{each}",
            language="ko",
            start_ms=each,
            end_ms=each + 1,
        )
    client.get(event_page(forum))

    for address in (event_page(forum), page(forum), f"/en/events/{forum.code}/replay/"):
        with django_assert_max_num_queries(12):
            client.get(address)


def test_what_was_followed_is_read_in_few_queries(
    forum: Event, asked: Saying, django_assert_max_num_queries: Any
) -> None:
    open_passage(forum)
    taken_up(asked, factories.record("KR"))
    with translation.override("ja"):
        followed(Event.objects.get(pk=forum.pk), "ja", AnonymousUser())  # reads the thesaurus
    event = Event.objects.get(pk=forum.pk)

    with django_assert_max_num_queries(3), translation.override("ja"):
        found = followed(event, "ja", AnonymousUser())

    assert (len(found.passages), len(found.questions)) == (1, 1)


def test_what_is_withheld_of_a_replay_is_quoted_to_nobody(
    client: Client, forum: Event, organizer: User
) -> None:
    row = open_passage(forum, organizer)
    withhold(Withheld(replay=first_replay(forum), start_ms=0, end_ms=10_000, scope="captions"), by=organizer)

    for browser in (client, as_(organizer)):
        assert LINES[0] not in browser.get(page(forum, language="ko")).content.decode()
        assert browser.get(page(forum, f"{row.code}/")).status_code == 404


def test_what_is_withheld_of_a_replay_is_in_no_translators_memory(forum: Event, organizer: User) -> None:
    row = open_passage(forum, organizer)
    is_public = renderable("outcome").is_public
    assert is_public(Outcome.objects.get(pk=row.pk))

    withhold(Withheld(replay=first_replay(forum), start_ms=0, end_ms=10_000, scope="captions"), by=organizer)

    assert not is_public(Outcome.objects.get(pk=row.pk))


def test_a_source_that_is_a_bare_address_hides_no_record(client: Client, countries: Any) -> None:
    record = factories.record("KR", kind="need", sources=["https://www.example.org/"])

    assert client.get(record.get_absolute_url()).status_code == 200
