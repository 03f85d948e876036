from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import factories
from tests.journeys.markup import problems
from tests.terms.test_exchange import TURTLE
from tricity.language import INTERFACE_LANGUAGES, bcp47
from tricity.terms.actions import approve_proposal, return_proposal
from tricity.terms.models import Concept, Proposal, TermImport

pytestmark = pytest.mark.django_db

WORDS = {
    "preferred": "駐車場",
    "admitted": "駐車\nパーキング",
    "deprecated": "車庫",
    "definition": "車を止めて置く場所。",
    "reason": "법령의 용어",
    "source": "駐車場法",
}


def misread(page: str, address: str, language: str) -> list[str]:
    return problems(page, url=f"http://testserver{address}", language=bcp47(language), has_alternates=False)


def file_of(content: bytes = TURTLE, name: str = "terms.ttl") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_member_proposes_a_change(client: Client, parking: Concept, member: Any) -> None:
    client.force_login(member)

    sent = client.post("/en/topics/parking/propose/?language=ja", WORDS)

    made = Proposal.objects.get()
    assert sent.headers["Location"] == f"/en/topics/proposals/{made.code}/"
    assert (made.language, made.reason_language, made.by) == ("ja", "ko", member)
    assert made.values["admitted"] == ["駐車", "パーキング"]


def test_form_begins_with_what_the_termbase_says(client: Client, parking: Concept, member: Any) -> None:
    client.force_login(member)

    page = client.get("/en/topics/parking/propose/?language=ja").content.decode()

    assert 'value="駐車"' in page
    assert '<textarea name="admitted" cols="40" rows="4" lang="ja"' in page
    assert "\nパーキング</textarea>" in page


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"preferred": ""}, "This field is required."),
        ({"reason": ""}, "This field is required."),
        ({"preferred": "充電"}, "preferred word of another topic (charging)"),
        ({"admitted": "長" * 201}, "too long for a word"),
    ],
)
def test_bad_proposal_is_refused_and_nothing_typed_is_lost(
    client: Client, parking: Concept, member: Any, changed: dict[str, str], says: str
) -> None:
    client.force_login(member)

    sent = client.post("/en/topics/parking/propose/?language=ja", {**WORDS, **changed})

    page = sent.content.decode()
    assert sent.status_code == 422
    assert says in page
    assert "車を止めて置く場所。" in page
    assert not Proposal.objects.exists()


def test_visitor_is_asked_to_sign_in(client: Client, parking: Concept) -> None:
    for address in ("parking/propose/", "propose/", "proposals/", "proposals/mine/", "import/"):
        assert client.get(f"/en/topics/{address}").status_code == 302
    assert "Propose a change" not in client.get("/en/topics/parking/").content.decode()


def test_unknown_language_or_topic_is_not_found(client: Client, parking: Concept, member: Any) -> None:
    client.force_login(member)

    assert client.get("/en/topics/parking/propose/?language=de").status_code == 404
    assert client.get("/en/topics/nothing/propose/").status_code == 404
    assert client.get("/en/topics/nothing/history/").status_code == 404


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_page_of_proposals_is_marked_in_every_language(
    client: Client, proposed: Proposal, curator: Any, language: str
) -> None:
    client.force_login(curator)
    client.post("/ja/topics/import/", {"file": file_of()})
    kept = TermImport.objects.get()
    addresses = [
        "topics/parking/", "topics/parking/history/", "topics/parking/propose/", "topics/propose/",
        "topics/parking/propose/misleading-word/", "topics/proposals/", "topics/proposals/mine/",
        f"topics/proposals/{proposed.code}/", "topics/import/", f"topics/import/{kept.code}/",
    ]  # fmt: skip

    for address in addresses:
        response = client.get(f"/{language}/{address}")
        assert response.status_code == 200, address
        assert misread(response.content.decode(), f"/{language}/{address}", language) == [], address


def test_curator_approves_what_the_page_shows(client: Client, proposed: Proposal, curator: Any) -> None:
    client.force_login(curator)
    page = client.get(f"/ja/topics/proposals/{proposed.code}/")

    version = page.context["view"].version
    client.post(f"/ja/topics/proposals/{proposed.code}/decide/", {"decision": "approve", "version": version})

    assert Concept.objects.get(slug="parking").names["ja"] == "駐車場"
    shown = client.get("/ja/topics/parking/").content.decode()
    assert '<del class="tag">パーキング</del>' in shown
    assert "駐車場" in client.get("/ja/topics/parking/history/").content.decode()


def test_approval_of_an_old_page_shows_the_conflict(
    client: Client, proposed: Proposal, parking: Concept, curator: Any
) -> None:
    Concept.objects.filter(pk=parking.pk).update(version=5)
    client.force_login(curator)

    sent = client.post(
        f"/en/topics/proposals/{proposed.code}/decide/", {"decision": "approve", "version": "1"}
    )

    assert sent.status_code == 409
    assert "The topic changed while you had this page open." in sent.content.decode()
    assert 'name="version" value="5"' in sent.content.decode()


def test_proposal_is_returned_only_with_a_remark(client: Client, proposed: Proposal, curator: Any) -> None:
    client.force_login(curator)
    address = f"/ja/topics/proposals/{proposed.code}/decide/"

    assert client.post(address, {"decision": "return", "remark": " "}).status_code == 422
    assert client.post(address, {"decision": "return", "remark": "出典を"}).status_code == 302

    proposed.refresh_from_db()
    assert (proposed.state, proposed.remark, proposed.remark_language) == ("returned", "出典を", "ja")


def test_returned_proposal_can_be_mended(
    client: Client, proposed: Proposal, curator: Any, member: Any
) -> None:
    return_proposal(proposed, by=curator, remark="出典を", language="ja")
    client.force_login(member)

    shown = client.get(f"/ko/topics/proposals/{proposed.code}/").content.decode()
    form = client.get(f"/ko/topics/parking/propose/?language=ja&again={proposed.code}").content.decode()

    assert f"?language=ja&amp;again={proposed.code}" in shown
    assert 'value="駐車場"' in form
    assert "法令の語" in form


@pytest.mark.parametrize(
    ("roles", "status"),
    [([], 404), (["curator:KR"], 404), (["curator:JP"], 200), (["curator"], 200), (["operator"], 200)],
)
def test_waiting_proposal_is_read_by_those_it_concerns(
    client: Client, proposed: Proposal, roles: list[str], status: int
) -> None:
    client.force_login(factories.user(roles=roles))

    assert client.get(f"/en/topics/proposals/{proposed.code}/").status_code == status
    decided = client.post(
        f"/en/topics/proposals/{proposed.code}/decide/", {"decision": "approve", "version": "1"}
    )
    assert decided.status_code == (302 if status == 200 else 404)


def test_approved_proposal_is_public(client: Client, proposed: Proposal, curator: Any) -> None:
    assert client.get(f"/en/topics/proposals/{proposed.code}/").status_code == 404

    approve_proposal(proposed, by=curator, version=1)

    assert client.get(f"/en/topics/proposals/{proposed.code}/").status_code == 200


def test_member_sees_no_queue_and_no_import(client: Client, parking: Concept, member: Any) -> None:
    client.force_login(member)

    assert client.get("/en/topics/proposals/").status_code == 403
    assert client.get("/en/topics/import/").status_code == 403
    assert client.post("/en/topics/import/", {"file": file_of()}).status_code == 403


def test_queue_holds_the_languages_of_the_curator(client: Client, proposed: Proposal, curator: Any) -> None:
    client.force_login(factories.user(roles=["curator:KR"]))
    assert client.get("/en/topics/proposals/").context["items"] == []

    client.force_login(curator)
    assert [view.row for view, _may in client.get("/en/topics/proposals/").context["items"]] == [proposed]


def test_several_are_approved_at_once_and_failures_named(
    client: Client, proposed: Proposal, curator: Any, member: Any
) -> None:
    client.force_login(member)
    client.post("/en/topics/charging/propose/?language=ja", {**WORDS, "preferred": "給電"})
    other = Proposal.objects.get(slug="charging")
    client.force_login(curator)

    sent = client.post(
        "/en/topics/proposals/approve/",
        {"choice": [f"{proposed.code}:1", f"{other.code}:9", "NOTHING:1"]},
        follow=True,
    )

    said = [str(message) for message in sent.context["messages"]]
    assert said[1:] == [
        "1 proposal approved.",
        "charging: The topic changed while you had this page open. Look at it again before you decide.",
    ]
    other.refresh_from_db()
    assert other.state == "open"


@pytest.mark.parametrize("count", [1, 3])
def test_queue_needs_the_same_queries_whatever_it_holds(
    client: Client,
    proposed: Proposal,
    curator: Any,
    member: Any,
    django_assert_max_num_queries: Any,
    count: int,
) -> None:
    client.force_login(member)
    for number in range(count - 1):
        client.post("/en/topics/parking/propose/?language=ja", {**WORDS, "preferred": f"語{number}"})
    client.force_login(curator)

    with django_assert_max_num_queries(7):
        assert len(client.get("/en/topics/proposals/").context["items"]) == count


def test_new_topic_is_proposed_in_one_language(
    client: Client, parking: Concept, member: Any, curator: Any
) -> None:
    client.force_login(member)
    new = {**WORDS, "preferred": "代行駐車", "slug": "valet-parking", "language": "ja", "broader": "parking"}

    assert client.post("/en/topics/propose/", new).status_code == 302
    made = Proposal.objects.get()
    client.force_login(curator)
    client.post(f"/en/topics/proposals/{made.code}/decide/", {"decision": "approve", "version": "0"})

    for language in INTERFACE_LANGUAGES:
        page = client.get(f"/{language}/topics/valet-parking/")
        assert misread(page.content.decode(), f"/{language}/topics/valet-parking/", language) == []
    assert client.get("/en/topics/").status_code == 200


@pytest.mark.parametrize("slug", ["parking", "Valet", "-a", "a--b", "propose", "駐車", "a" * 81])
def test_address_of_a_new_topic_is_checked(client: Client, parking: Concept, member: Any, slug: str) -> None:
    client.force_login(member)

    sent = client.post("/en/topics/propose/", {**WORDS, "slug": slug, "language": "ja"})

    assert sent.status_code == 422
    assert "slug" in sent.context["form"].errors


def test_misleading_word_is_proposed_and_listed_once_approved(
    client: Client, parking: Concept, member: Any, curator: Any
) -> None:
    client.force_login(member)
    word = {
        "first_language": "ja", "first": "駐車", "second_language": "zh-hans", "second": "停车",
        "note_language": "en", "note": "Not the same.", "reason": "r", "source": "s",
    }  # fmt: skip
    same = {**word, "second_language": "ja"}

    assert client.post("/en/topics/parking/propose/misleading-word/", same).status_code == 422
    assert client.post("/en/topics/parking/propose/misleading-word/", word).status_code == 302
    client.force_login(curator)
    code = Proposal.objects.get().code
    assert client.get(f"/en/topics/proposals/{code}/").status_code == 200
    client.post(f"/en/topics/proposals/{code}/decide/", {"decision": "approve", "version": "1"})

    assert "Not the same." in client.get("/en/topics/false-friends/?q=駐車").content.decode()


def test_import_shows_first_what_it_would_change(client: Client, parking: Concept, curator: Any) -> None:
    client.force_login(curator)

    sent = client.post("/en/topics/import/", {"file": file_of()})
    shown = client.get(sent.headers["Location"])

    assert dict(shown.context["counts"]) == {
        "New topic": 2, "New in this language": 0, "Changed": 1, "Unchanged": 0, "Refused": 1,
    }  # fmt: skip
    assert not Proposal.objects.exists()
    assert "Write it into the termbase at once" not in shown.content.decode()


def test_import_of_a_curator_becomes_proposals(client: Client, parking: Concept, curator: Any) -> None:
    client.force_login(curator)
    address = client.post("/en/topics/import/", {"file": file_of()}).headers["Location"]
    stamp = client.get(address).context["stamp"]

    assert client.post(address, {"how": "directly", "stamp": stamp}).status_code == 403
    assert client.post(address, {"how": "proposals", "stamp": stamp}).status_code == 302

    assert set(Proposal.objects.values_list("state", flat=True)) == {"open"}
    assert Concept.objects.get(slug="parking").names["ja"] == "駐車"
    assert client.get(address).status_code == 404, "a confirmed file is gone"


def test_import_of_an_operator_is_written_unless_the_termbase_moved_on(
    client: Client, parking: Concept
) -> None:
    client.force_login(factories.user(roles=["operator"]))
    address = client.post("/en/topics/import/", {"file": file_of(), "under": "parking"}).headers["Location"]

    assert client.post(address, {"how": "directly", "stamp": "old"}).status_code == 409
    stamp = client.get(address).context["stamp"]
    assert client.post(address, {"how": "directly", "stamp": stamp}).status_code == 302

    assert Concept.objects.get(slug="parking").names["ja"] == "駐車場"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("terms.docx", b"x", "is no file of terms"),
        ("terms.tbx", b'<!DOCTYPE x [<!ENTITY a "b">]><tbx/>', "document type or entities"),
        ("terms.ttl", b"", "The submitted file is empty."),
        ("terms.ttl", b" " * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    ],
)
def test_file_that_cannot_be_read_is_explained(
    client: Client, parking: Concept, curator: Any, name: str, content: bytes, says: str
) -> None:
    client.force_login(curator)

    sent = client.post("/en/topics/import/", {"file": file_of(content, name)})

    assert sent.status_code == 422
    assert says in sent.content.decode()


def test_file_of_somebody_else_is_not_found(client: Client, parking: Concept, curator: Any) -> None:
    client.force_login(curator)
    address = client.post("/en/topics/import/", {"file": file_of()}).headers["Location"]

    client.force_login(factories.user(roles=["operator"]))

    assert client.get(address).status_code == 404


def test_desk_tells_of_what_waits(client: Client, proposed: Proposal, curator: Any, member: Any) -> None:
    client.force_login(curator)
    assert "Terms waiting for your decision" in client.get("/en/my/").content.decode()

    client.force_login(member)
    assert "Terms you proposed" in client.get("/en/my/").content.decode()


def test_termbase_is_downloaded_as_tbx(client: Client, parking: Concept) -> None:
    response = client.get("/en/topics/export.tbx")

    assert response.headers["Content-Type"] == "application/x-tbx+xml; charset=utf-8"
    assert '<conceptEntry id="parking">' in response.content.decode()
