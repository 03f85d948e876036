from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests import factories
from tests.discussion.conftest import Says, signed_in
from tricity.accounts.desk import Reader
from tricity.accounts.waiting import desk_of
from tricity.activity.models import Entry
from tricity.directory.models import Membership
from tricity.discussion.actions import posting
from tricity.discussion.errors import NotAMember, NotOpen, NotYours, RepeatedText, TooMuch
from tricity.discussion.forms import LONGEST, MessageForm
from tricity.discussion.models import Follow, Post, Revision
from tricity.discussion.registry import discussable
from tricity.knowledge.models import Kind, Record
from tricity.renderings.registry import renderable
from tricity.translation.actions import render
from tricity.web.identity import PublicationState
from tricity.web.text import Origin

pytestmark = pytest.mark.django_db


def address(record: Record, language: str = "en") -> str:
    return f"/{language}/discussions/record/{record.code}/"


def form(person: object, **fields: str) -> dict[str, str]:
    body = Membership.objects.select_related("organization").get(user=person).organization
    return {"body": body.code, "text": "", "language": "", "parent": "", **fields}


def page_of(client: Client, record: Record, language: str = "en") -> str:
    return client.get(address(record, language)).content.decode()


def test_member_writes_in_their_own_language_which_is_recognized(need: Record) -> None:
    person = factories.member()

    response = signed_in(person).post(
        address(need), form(person, text="駐車場をどう増やしましたか。"), follow=True
    )

    post = Post.objects.get()
    assert (post.language, post.state, post.author) == ("ja", "visible", person)
    assert "as a text in this language: 日本語" in response.content.decode()
    assert Entry.objects.get(verb="post.written").details == {"on": f"record/{need.code}", "state": "visible"}


def test_chosen_language_is_not_overruled(need: Record) -> None:
    person = factories.member()

    signed_in(person).post(address(need), form(person, text="大阪", language="zh-hant"))

    assert Post.objects.get().language == "zh-hant"


def test_reader_of_another_language_gets_a_digest_and_the_original(need: Record, says: Says) -> None:
    says(factories.member(), "駐車場をどう増やしましたか。")

    page = page_of(Client(), need, "en")

    assert "A message in Japanese" in page
    assert '<p lang="ja" class="record-summary">駐車場をどう増やしましたか。</p>' in page


def test_reader_gets_the_rendering_where_there_is_one(need: Record, says: Says) -> None:
    post = says(factories.member(), "駐車場をどう増やしましたか。")
    render(
        post, "text", source=post.text, source_language="ja", language="ko",
        text="주차장을 어떻게 늘렸습니까?", origin=Origin.MACHINE,
    )  # fmt: skip

    page = page_of(Client(), need, "ko")

    assert '<span lang="ko" data-origin="machine">주차장을 어떻게 늘렸습니까?</span>' in page


def test_public_posts_may_be_sent_to_an_engine_and_no_others(need: Record, says: Says) -> None:
    post, spec = says(factories.member(), "公開"), renderable("post")
    assert spec is not None

    assert spec.is_public(post)
    post.state = Post.State.HELD
    assert not spec.is_public(post)


def test_answers_are_one_level_deep(need: Record, says: Says) -> None:
    first = says(factories.member(), "一")
    answer = says(factories.member(), "二", parent=first)

    answer_to_answer = says(factories.member(), "三", parent=answer)

    assert answer_to_answer.parent == first


def test_posts_stand_in_order_of_time_alone(need: Record, says: Says) -> None:
    for country, text in (("KR", "첫째 글"), ("CN", "第二条"), ("JP", "三番目")):
        says(factories.member(country), text)

    page = page_of(Client(), need)

    assert page.index("첫째 글") < page.index("第二条") < page.index("三番目")


def test_visitor_reads_and_is_asked_to_sign_in(need: Record, says: Says, client: Client) -> None:
    says(factories.member(), "こんにちは")

    page = page_of(client, need)
    refused = client.post(address(need), {"text": "spam"})

    assert "Sign in to write" in page
    assert refused.status_code == 403
    assert Post.objects.count() == 1


def test_person_without_organization_reads_only(need: Record) -> None:
    client = signed_in(factories.user())

    assert "Members of a city administration, company or association can write here." in page_of(client, need)
    assert client.post(address(need), {"text": "x"}).status_code == 403


def test_nobody_speaks_for_a_body_of_others(need: Record) -> None:
    spec, person = discussable("record"), factories.member()
    assert spec is not None

    with pytest.raises(NotAMember):
        posting.post(spec, need, by=person, body=factories.organization().code, text="x", language="en")


def test_draft_is_neither_read_nor_discussed(countries: dict[str, object]) -> None:
    draft = factories.record("KR", Kind.NEED, publication_state=PublicationState.DRAFT)
    client = signed_in(factories.member())

    assert client.get(address(draft)).status_code == 404
    assert client.post(address(draft), {"text": "x"}).status_code == 404


def test_what_is_no_need_is_not_discussed(countries: dict[str, object]) -> None:
    initiative, person, spec = factories.record("KR"), factories.member(), discussable("record")
    assert spec is not None

    with pytest.raises(NotOpen):
        posting.post(spec, initiative, by=person, body=form(person)["body"], text="x", language="en")


def test_pressed_twice_is_one_post_and_repeated_elsewhere_is_refused(need: Record, says: Says) -> None:
    person, spec = factories.member(), discussable("record")
    assert spec is not None
    first = says(person, "同じ文")

    assert says(person, "同じ文") == first
    other = factories.record("JP", Kind.NEED)
    with pytest.raises(RepeatedText):
        posting.post(spec, other, by=person, body=form(person)["body"], text="同じ文", language="ja")


def test_flood_is_stopped(need: Record, says: Says) -> None:
    person = factories.member()
    for number in range(6):
        says(person, f"文{number}")

    with pytest.raises(TooMuch):
        says(person, "もう一つ")


def test_refused_form_keeps_what_was_typed(need: Record) -> None:
    person = factories.member()
    client = signed_in(person)

    empty = client.post(address(need), form(person, text=" \n "))
    long = client.post(address(need), form(person, text="長" * (LONGEST + 1)))

    assert (empty.status_code, long.status_code) == (422, 422)
    assert "Write something first." in empty.content.decode()
    assert "長長長" in long.content.decode()
    assert not Post.objects.exists()


def test_author_edits_for_half_an_hour_and_history_stays(need: Record, says: Says) -> None:
    person = factories.member()
    post = says(person, "まちがい")
    client = signed_in(person)

    client.post(f"/en/posts/{post.code}/edit/", {"text": "訂正", "language": "ja"})

    assert Post.objects.get().text == "訂正"
    assert Revision.objects.get().text == "まちがい"
    assert "まちがい" in Client().get(f"/ja/posts/{post.code}/history/").content.decode()
    Post.objects.update(created_at=timezone.now() - dt.timedelta(minutes=31))
    assert client.get(f"/en/posts/{post.code}/edit/").status_code == 403
    with pytest.raises(NotYours):
        posting.edit(post, by=person, text="遅い", language="ja")


def test_others_neither_edit_nor_delete(need: Record, says: Says) -> None:
    post, other = says(factories.member(), "本文"), factories.member()

    with pytest.raises(NotYours):
        posting.edit(post, by=other, text="x", language="en")
    with pytest.raises(NotYours):
        posting.delete(post, by=other)
    assert signed_in(other).get(f"/en/posts/{post.code}/delete/").status_code == 403


def test_deleted_post_leaves_its_place_and_no_words(need: Record, says: Says) -> None:
    person = factories.member()
    post = says(person, "消す言葉")
    says(factories.member(), "答え", parent=post)
    render(
        post, "text", source=post.text, source_language="ja", language="en", text="words", origin=Origin.HUMAN
    )  # fmt: skip

    signed_in(person).post(f"/en/posts/{post.code}/delete/")

    page = page_of(Client(), need)
    assert "Deleted by its author." in page
    assert "答え" in page
    assert "消す言葉" not in page
    assert Post.objects.get(pk=post.pk).text == ""


def test_followers_are_told_of_what_others_say(need: Record, says: Says) -> None:
    author, other = factories.member(), factories.member()
    says(author, "質問")

    says(other, "答え")

    [item] = desk_of(Reader(author, "en")).items
    assert (item.section, item.url) == ("discussion.followed", address(need))
    assert desk_of(Reader(other, "en")).is_empty
    page_of(signed_in(author), need)
    assert desk_of(Reader(author, "en")).is_empty


def test_person_follows_and_no_longer(need: Record) -> None:
    person = factories.user()
    client = signed_in(person)

    client.post(f"{address(need)}follow/", {"deed": "follow"})
    assert Follow.objects.filter(user=person).exists()
    client.post(f"{address(need)}follow/", {"deed": "unfollow"})

    assert not Follow.objects.exists()


def test_long_thread_is_read_in_pages(need: Record, says: Says) -> None:
    people = [factories.member() for _ in range(5)]
    for number in range(25):
        says(people[number % 5], f"第{number:02}回の投稿")
    last = Post.objects.order_by("-pk").first()
    assert last is not None

    first_page = page_of(Client(), need)
    target = Client().get(f"/en/posts/{last.code}/").headers["Location"]
    second_page = Client().get(target).content.decode()

    assert "第19回の投稿" in first_page
    assert "第20回の投稿" not in first_page
    assert target == f"{address(need)}?page=2#post-{last.code}"
    assert "第24回の投稿" in second_page


def test_page_takes_few_queries_however_many_posts(
    need: Record, says: Says, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    people = [factories.member() for _ in range(4)]
    for number in range(16):
        top = says(people[number % 4], f"文{number}")
    says(people[0], "答え", parent=top)
    clients = [Client(), signed_in(people[0]), signed_in(factories.user(roles=["curator:KR"]))]

    for client in clients:
        with django_assert_max_num_queries(12):
            page_of(client, need, "ko")


def test_need_shows_how_much_is_said_about_it(need: Record, says: Says) -> None:
    says(factories.member(), "一言")

    page = Client().get(need.get_absolute_url()).content.decode()

    assert "1 post, each in its author" in page
    assert address(need) in page


@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=LONGEST))
def test_any_text_is_taken_clean_or_refused_with_a_reason(text: str) -> None:
    form = MessageForm({"text": text, "language": ""}, reader="ko")

    if form.is_valid():
        kept = form.cleaned_data["text"]
        assert 0 < len(kept) <= 4 * LONGEST
        assert kept == kept.strip()
        assert not {"\x00", "\u202e"} & set(kept)
        assert form.cleaned_data["language"] in {"en", "ja", "ko", "zh-hans", "zh-hant"}
    else:
        assert form.errors["text"]
