"""What the pages show of people and requests of any language is readable in each language of the site."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from tests import factories
from tests.journeys import markup
from tests.members.conftest import member

from tricity.directory.models import Organization
from tricity.members import actions
from tricity.members.actions.asking import Wish
from tricity.members.actions.inviting import Guest

pytestmark = pytest.mark.django_db
TAGS = {"en": "en", "ja": "ja", "ko": "ko", "zh-hans": "zh-Hans"}


# A sheet is in the language of whoever will read it, on purpose.
OF_A_SHEET = "is shown outside “original”"


def _problems(answer: Any, path: str, language: str) -> list[str]:
    assert answer.status_code == 200
    page = answer.content.decode()
    found = markup.problems(page, url=f"http://testserver{path}", language=TAGS[language])
    return [f"{path}: {each}" for each in found if 'class="card sheet' not in page or OF_A_SHEET not in each]


@pytest.mark.parametrize("language", TAGS)
def test_names_and_words_are_marked_with_their_language(
    client: Client, body: Organization, language: str
) -> None:
    person = member(body, username="haneul", native_name="김하늘", native_language="ko", language="ko")
    asked, code = actions.ask(
        Wish("佐藤 さくら", None, "새로운 도시 협회", body.country, "교통을 맡고 있습니다.", "en", "전화")
    )
    declined, _code = actions.ask(Wish("김하늘", body, "", None, "담당 업무를 위해", "ko"))
    operator = factories.user(
        roles=["operator", "curator:JP"], native_name="王明远", native_language="zh-hans"
    )
    actions.decline(declined, "담당자가 아닙니다.", by=operator)
    invitation, secret = actions.invite(Guest("이서준", "ja"), body, by=operator, role="editor")
    _link, recovery = actions.issue_link(person, by=operator)
    start = f"/{language}/organizations/{body.code}/"
    client.force_login(operator)
    found = []

    for path in (f"/{language}/my/", f"/{language}/account-requests/", f"/{language}/account-requests/{asked.code}/",
                 f"/{language}/account-requests/{declined.code}/", f"/{language}/people/", f"/{language}/people/invite/",
                 f"/{language}/people/{person.code}/", f"/{language}/my/recovery-codes/", start, f"{start}people/",
                 f"{start}people/invite/", f"{start}people/{person.code}/"):  # fmt: skip
        found += _problems(client.get(path), path, language)
    deeds = {
        f"{start}people/{person.code}/": "recover",
        f"{start}people/invitations/{invitation.code}/": "renew",
    }
    for path, deed in deeds.items():
        answer = client.post(path, {"deed": deed})
        found += _problems(answer, path, language)
        secrets = re.findall(r"/(?:join|recover)/([A-Z0-9-]+)/", answer.content.decode())
        recovery, secret = (secrets[0], secret) if deed == "recover" else (recovery, secrets[0])
    client.logout()
    for path in (f"/{language}/join/{secret}/", f"/{language}/recover/{recovery}/", f"/{language}/forgot-password/",
                 f"/{language}/account-requests/new/", f"/{language}/sign-in/"):  # fmt: skip
        found += _problems(client.get(path), path, language)
    path = f"/{language}/account-requests/state/"
    found += _problems(client.post(path, {"code": code}), path, language)

    assert found == []
