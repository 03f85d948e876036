"""What people say to each other on the furnished site: a thread with an answer and a report, a message, ideas."""

from __future__ import annotations

from dataclasses import dataclass

from tests.journeys.site import Site
from tests.journeys.visitor import Visitor

LONG = "도시마다 주차 공간이 모자랍니다. 함께 해결할 방법을 찾고 싶습니다.\n" * 40


@dataclass(frozen=True, slots=True)
class Talk:
    """Codes: the need that is discussed, the member's post (reported), the editor's body and message to it, ideas."""

    need: str
    post: str
    body: str
    conversation: str
    message: str
    idea: str
    draft_idea: str


def talk(site: Site, people: dict[str, Visitor]) -> Talk:
    need = str(
        site.one(
            "SELECT code FROM knowledge_record WHERE kind = 'need' AND country_id = 'JP'"
            " AND publication_state = 'published' AND source = 'sample' ORDER BY code"
        )
    )
    body = str(site.one("SELECT o.code FROM directory_organization o JOIN directory_membership m"
        " ON m.organization_id = o.id JOIN accounts_user u ON u.id = m.user_id WHERE u.username = 'city-ko'"))  # fmt: skip
    thread = f"/en/discussions/record/{need}/"
    _send(people["member"], thread, {"text": LONG, "language": ""})
    post = str(site.one("SELECT code FROM discussion_post ORDER BY id"))
    _send(people["curator"], f"{thread}?answer={post}", {"text": "私たちも同じ課題を抱えています。"})
    _send(people["editor"], f"/en/posts/{post}/report/", {"reason": "spam", "text": "광고 같습니다."})
    _send(
        people["member"],
        f"/en/messages/new/organization/{body}/",
        {"topic": "주차", "text": LONG, "language": "ko"},
    )
    message = str(site.one("SELECT code FROM discussion_message ORDER BY id"))
    _send(people["editor"], f"/en/messages/reports/{message}/", {"reason": "other"})
    return Talk(
        need,
        post,
        body,
        str(site.one("SELECT code FROM discussion_conversation ORDER BY id")),
        message,
        _idea(site, people, "공동 주차 안내", publish=True),
        _idea(site, people, "초안", publish=False),
    )


def _idea(site: Site, people: dict[str, Visitor], title: str, *, publish: bool) -> str:
    values = {"title": title, "summary": LONG, "kind": "project", "partners": "중국과 일본의 도시"}
    _send(people["member"], "/en/ideas/new/", {**values, **({"submit": "1"} if publish else {})})
    code = str(site.one("SELECT code FROM cooperation_idea ORDER BY id DESC"))
    if publish:
        page = f"/en/ideas/{code}/"
        published = people["organizer"].send(page, {"deed": "publish"}, at=f"{page}state/")
        assert published.status == 302, published.alerts()
        _send(people["editor"], page, {"text": "참여하겠습니다.", "language": "ko"})
    return code


def _send(person: Visitor, path: str, values: dict[str, str]) -> None:
    sent = person.send(path, values)
    assert sent.status == 302, sent.alerts()
