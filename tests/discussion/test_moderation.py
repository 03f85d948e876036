from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.discussion.conftest import Says, signed_in
from tricity.activity.models import Entry
from tricity.directory.models import Organization
from tricity.discussion import desks
from tricity.discussion.actions import moderating, posting
from tricity.discussion.errors import DecidedAlready, NotAMember
from tricity.discussion.models import Block, Post, Report
from tricity.discussion.queries.moderation import posts_to_judge
from tricity.knowledge.models import Record, ReviewingBody
from tricity.web.errors import Refused

pytestmark = pytest.mark.django_db
REASON = {"reason": "insult", "text": "", "language": "en"}


@pytest.fixture
def reported(need: Record, says: Says) -> Post:
    post = says(factories.member(), "ひどい言葉")
    moderating.report_post(post, by=factories.member(), reason="insult", text="무례합니다", language="ko")
    return post


def page_of(need: Record, client: Client | None = None) -> str:
    return (client or Client()).get(f"/en/discussions/record/{need.code}/").content.decode()


@pytest.mark.parametrize(
    ("roles", "status"),
    [
        ([], 403),
        (["translator"], 403),
        (["curator:JP"], 403),
        (["curator:KR"], 200),
        (["curator"], 200),
        (["operator"], 200),
    ],
)
def test_curators_of_the_country_the_secretariat_and_operators_moderate(
    reported: Post, roles: list[str], status: int
) -> None:
    client = signed_in(factories.user(roles=roles))

    assert client.get(f"/en/moderation/posts/{reported.code}/").status_code == status


def test_editors_of_a_reviewing_body_moderate(reported: Post) -> None:
    body: Organization = factories.organization("KR")
    ReviewingBody.objects.create(country=factories.country("KR"), organization=body)
    client = signed_in(factories.user(organizations=[body]))

    assert client.get(f"/en/moderation/posts/{reported.code}/").status_code == 200


def test_visitor_is_sent_to_sign_in(reported: Post, client: Client) -> None:
    for path in ("moderation/", f"moderation/posts/{reported.code}/", f"posts/{reported.code}/report/"):
        assert client.get(f"/en/{path}").status_code == 302


def test_queue_shows_age_and_reports_of_the_curators_country_only(reported: Post) -> None:
    korea = signed_in(factories.user(roles=["curator:KR"])).get("/en/moderation/").content.decode()
    japan = signed_in(factories.user(roles=["curator:JP"])).get("/en/moderation/").content.decode()

    assert "1 report" in korea
    assert "Waiting for" in korea
    assert reported.code in korea
    assert reported.code not in japan


def test_hidden_post_is_read_by_its_author_with_the_reason(reported: Post, need: Record) -> None:
    client = signed_in(factories.user(roles=["curator:KR"]))

    without_reason = client.post(f"/en/moderation/posts/{reported.code}/", {"deed": "hide", "text": ""})
    client.post(
        f"/en/moderation/posts/{reported.code}/",
        {"deed": "hide", "text": "사람을 모욕합니다", "language": "ko"},
    )

    assert without_reason.status_code == 422
    assert "ひどい言葉" not in page_of(need)
    assert "Hidden by a moderator." in page_of(need)
    assert "사람을 모욕합니다" not in page_of(need)
    own = page_of(need, signed_in(reported.author))  # type: ignore[arg-type]
    assert "ひどい言葉" in own
    assert "사람을 모욕합니다" in own
    assert Entry.objects.filter(verb="post.hidden", subject_code=reported.code).exists()
    section = desks.own_troubles(reported.author, "ja")
    assert section is not None
    assert "사람을 모욕합니다" in section.items[0][2]


def test_kept_post_leaves_the_queue(reported: Post, need: Record) -> None:
    curator = factories.user(roles=["curator:KR"])

    moderating.decide_post(reported, by=curator, hide=False, reason="", language="ko")

    assert not posts_to_judge(curator).exists()
    assert "ひどい言葉" in page_of(need)
    assert Report.objects.get().outcome == "kept"
    with pytest.raises(DecidedAlready):
        moderating.decide_post(reported, by=curator, hide=False, reason="", language="ko")


def test_nobody_judges_their_own_words(need: Record, says: Says) -> None:
    curator = factories.member(roles=["curator:KR"])
    post = says(curator, "自分の言葉")
    moderating.report_post(post, by=factories.member(), **REASON)

    with pytest.raises(Refused):
        moderating.decide_post(post, by=curator, hide=False, reason="", language="ko")
    assert not posts_to_judge(curator).exists()


def test_moderator_of_another_country_is_refused(reported: Post) -> None:
    with pytest.raises(Refused):
        moderating.decide_post(
            reported, by=factories.user(roles=["curator:JP"]), hide=True, reason="x", language="en"
        )


def test_member_reports_with_a_reason_once(need: Record, says: Says) -> None:
    post, person = says(factories.member(), "広告です"), factories.member()
    client = signed_in(person)

    without = client.post(f"/en/posts/{post.code}/report/", {"text": "x"})
    for _ in range(2):
        client.post(f"/en/posts/{post.code}/report/", {"reason": "spam", "text": "", "language": ""})

    assert without.status_code == 422
    assert Report.objects.get().reason == "spam"
    assert signed_in(post.author).get(f"/en/posts/{post.code}/report/").status_code == 403  # type: ignore[arg-type]


def test_person_without_organization_reports_nothing(reported: Post) -> None:
    with pytest.raises(NotAMember):
        moderating.report_post(reported, by=factories.user(), **REASON)


def test_three_reports_hold_a_post_until_it_is_decided(need: Record, says: Says) -> None:
    post = says(factories.member(), "ひどい言葉")
    for _ in range(3):
        moderating.report_post(post, by=factories.member(), **REASON)
    assert "ひどい言葉" not in page_of(need)

    moderating.decide_post(post, by=factories.user(roles=["operator"]), hide=False, reason="", language="en")

    assert "ひどい言葉" in page_of(need)


def test_first_post_waits_where_the_operator_wants_it(need: Record, says: Says, settings: Any) -> None:
    settings.HOLD_FIRST_POSTS = True
    author = factories.member()
    post = says(author, "初めまして")
    assert "初めまして" not in page_of(need)
    assert "Waiting for a moderator" in page_of(need, signed_in(author))
    assert Client().get(f"/en/posts/{post.code}/").status_code == 404

    moderating.decide_post(
        post, by=factories.user(roles=["curator:KR"]), hide=False, reason="", language="ko"
    )

    assert "初めまして" in page_of(need)
    assert says(author, "二つ目").state == "visible"


def test_first_post_full_of_links_waits(says: Says) -> None:
    assert says(factories.member(), "https://a.example https://b.example www.c.example").state == "held"
    assert says(factories.member(), "資料はここです https://a.example").state == "visible"


def test_deleted_post_keeps_its_words_only_until_its_report_is_decided(reported: Post) -> None:
    from tricity.discussion.actions.posting import delete

    curator = factories.user(roles=["curator:KR"])
    delete(reported, by=reported.author)
    shown = signed_in(curator).get(f"/en/moderation/posts/{reported.code}/").content.decode()

    moderating.decide_post(reported, by=curator, hide=True, reason="욕설", language="ko")

    assert "ひどい言葉" in shown
    assert Post.objects.get().text == ""


def test_posts_of_a_blocked_person_are_folded_for_who_blocked_them(need: Record, says: Says) -> None:
    author, reader = factories.member(), factories.member()
    says(author, "聞きたくない")
    client = signed_in(reader)

    client.post(f"/en/blocked/{author.code}/", {"deed": "block"})

    assert "Post of a person you have blocked" in page_of(need, client)
    assert "Post of a person you have blocked" not in page_of(need)
    assert author.native_name in client.get("/en/blocked/").content.decode()
    client.post(f"/en/blocked/{author.code}/", {"deed": "unblock"})
    assert not Block.objects.exists()


def test_nobody_blocks_themselves(countries: dict[str, object]) -> None:
    person = factories.member()

    signed_in(person).post(f"/en/blocked/{person.code}/")

    assert not Block.objects.exists()


def test_desk_of_a_moderator_counts_what_waits(reported: Post) -> None:
    section = desks.to_judge(factories.user(roles=["curator:KR"]), "ko")

    assert section is not None
    assert section.total == 1
    assert desks.to_judge(factories.user(roles=["curator:JP"]), "ja") is None
    assert desks.to_judge(factories.user(), "ja") is None


def test_first_post_that_is_filled_with_links_afterwards_waits(says: Says) -> None:
    person = factories.member()
    post = says(person, "資料を探しています")

    posting.edit(post, by=person, text="https://a.example https://b.example www.c.example", language="ja")

    assert Post.objects.get().state == "held"


def test_known_person_edits_without_waiting(says: Says) -> None:
    person = factories.member()
    says(person, "資料はここです https://a.example")
    post = says(person, "もう一つ")

    posting.edit(post, by=person, text="https://a.example https://b.example www.c.example", language="ja")

    assert Post.objects.get(pk=post.pk).state == "visible"
