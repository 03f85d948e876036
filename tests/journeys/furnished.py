"""What the demo lacks, so that every page has something to show: the emptiest and the longest records, drafts, contacts, claims."""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from typing import Any

from tests.journeys.attending import Attending, attend
from tests.journeys.meeting import Meeting, meet
from tests.journeys.replaying import prepare_more
from tests.journeys.running import Running, run
from tests.journeys.site import Site
from tests.journeys.talking import Talk, talk
from tests.journeys.visitor import Visitor

COUNTRIES = {"CN": ("zh-Hans", "停车"), "JP": ("ja", "駐車"), "KR": ("ko", "주차")}
# As long as a title may be, in one word; and a long word of Latin letters, which no script breaks.
LONG_TITLES = {
    "CN": "城市停车" * 75,
    "JP": "インフラ" * 75,
    "KR": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" + " 스마트 도시의 주차 공간" * 17,
}
TOWNS = {"CN": "无名镇", "JP": "無名町", "KR": "무명읍"}


@dataclass(frozen=True, slots=True)
class Furnished:
    """Codes of what was made; `token` and `terms_file` are files somebody has uploaded and not yet confirmed.

    `documents` are those the editor has brought in: one that was read, one that was refused. `harvest` is a source of
    the editor's city and its run, which was refused because its address is private.
    """

    drafts: dict[str, str]
    token: str
    interest: str
    claim: str
    event: str
    withdrawn: str
    proposal: str
    terms_file: str
    documents: dict[str, str]
    invitation: str
    recovery: str
    account_request: str
    harvest: tuple[str, str]
    talk: Talk
    attending: Attending
    meeting: Meeting
    running: Running


def furnish(site: Site, people: dict[str, Visitor]) -> Furnished:
    """Make it as people would: through the command line and the forms. `people` are signed in, by role."""
    _import_extremes(site)
    drafts, token = _import_drafts(site, people["editor"])
    made = Furnished(
        drafts,
        token,
        _write_to_each_other(site, people),
        _claim(site, people["editor"]),
        _make_event(site, people["organizer"]),
        _withdraw_candidate(site, people["curator"]),
        _propose_term(people["editor"]),
        _upload_terms(people["curator"]),
        _bring_documents(site, people["editor"]),
        _invite(people["operator"]),
        _help_back_in(site, people["operator"]),
        _ask_for_account(site, people["visitor"]),
        _set_up_harvest(site, people["operator"]),
        talk(site, people),
        attend(site, people),
        meet(site, people),
        run(site, people),
    )
    _write_privacy_texts(people["operator"])
    prepare_more(site, people["organizer"])
    site.wait_for_index()
    return made


def _write_privacy_texts(operator: Visitor) -> None:
    """A published text about e-mail addresses, and a draft for people in Korea."""
    for path, texts in (
        ("email/all", ("Addresses are kept in the town hall.", "주소는 시청에 보관됩니다.")),
        ("account/KR", ("This is about your account.", "계정에 대한 안내입니다.")),
    ):
        sent = operator.send(f"/en/personal-data/texts/{path}/", {"text_en": texts[0], "text_ko": texts[1]})
        assert sent.status == 302, sent.alerts()
    published = operator.send(
        "/en/personal-data/texts/email/all/preview/", {}, at="/en/personal-data/texts/email/all/preview/"
    )
    assert published.status == 302, published.alerts()


def _import_extremes(site: Site) -> None:
    rows: list[dict[str, Any]] = []
    for country, (language, word) in COUNTRIES.items():
        rows.append({"kind": "city", "country": country, "city_native": TOWNS[country]})
        body = {"CN": "空白协会", "JP": "空白協会", "KR": "공백협회"}[country]
        rows.append(
            {
                "kind": "organization",
                "id": f"empty-{country}",
                "country": country,
                "type": "association",
                "name": body,
            }
        )
        for kind in ("initiative", "need", "solution"):
            record = {"kind": kind, "country": country, "lang": language}
            rows.append({**record, "id": f"empty-{kind}-{country}", "title": word, "summary": word})
            long = {"title": LONG_TITLES[country], "summary": LONG_TITLES[country] * 8}
            rows.append({**record, "id": f"long-{kind}-{country}", **long})
    rows.append(
        {
            "kind": "need",
            "id": "suwon",
            "country": "KR",
            "city_native": "수원시",
            "lang": "ko",
            "title": "쉼터",
            "summary": "쉼터가 모자란다.",
        }
    )
    path = site.data / "extremes.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    site.run("import", str(path), "--source", "extremes")


def _import_drafts(site: Site, editor: Visitor) -> tuple[dict[str, str], str]:
    """A draft of each kind, and a file that waits for its confirmation."""

    def upload(prefix: str) -> str:
        rows = [
            {"kind": kind, "id": f"{prefix}-{kind}", "country": "KR", "city_native": "수원시", "lang": "ko",
             "title": "초안", "summary": "아직 공개하지 않은 글이다."}
            for kind in ("initiative", "need", "solution")
        ]  # fmt: skip
        content = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
        sent = editor.send(
            "/en/import/", {"state": "draft"}, holding="speaks_for", upload=(f"{prefix}.jsonl", content)
        )
        assert sent.status == 302, sent.alerts()
        return sent.location

    confirmed = upload("draft")
    assert editor.send(confirmed, {}, at=confirmed).status == 302
    waiting = upload("waiting")
    codes = dict(
        site.rows(
            "SELECT kind, code FROM knowledge_record WHERE publication_state = 'draft' AND external_id LIKE 'draft-%'"
        )
    )
    assert set(codes) == {"initiative", "need", "solution"}
    return codes, waiting.rstrip("/").rpartition("/")[2]


def _bring_documents(site: Site, editor: Visitor) -> dict[str, str]:
    """A page that suggests something for every field, and a file that is another than its name says."""
    page = (
        "<html><head><title>x</title></head><body><h1>수원시 주차 계획</h1><h2>개요</h2>"
        "<p>도심 주차장이 매우 부족하여 한국스마트도시협회와 함께 해결책을 찾는다. 총사업비는 3억 5천만원이다.</p>"
        "<p>사업기간: 2026년 ~ 2028년</p><table><tr><td>주차면</td><td>142개</td></tr></table></body></html>"
    ).encode()
    codes = {}
    for state, name in (("read", "계획.html"), ("refused", "계획.pdf")):
        sent = editor.send("/en/documents/", {"kind": "initiative"}, holding="kind", upload=(name, page))
        assert sent.status == 302, sent.alerts()
        codes[state] = sent.location.rstrip("/").rpartition("/")[2]
    end = time.monotonic() + 120
    while site.one("SELECT COUNT(*) FROM documents_document WHERE state = 'waiting'"):
        assert time.monotonic() < end, "the documents are not read"
        time.sleep(0.1)
    return codes


def _invite(operator: Visitor) -> str:
    """Somebody who belongs to no organization; the secret of the link is shown once."""
    sent = operator.send(
        "/en/people/invite/", {"name": "佐藤 花子", "language": "ja", "days": "30"}, holding="days"
    )
    found = re.search(r"/ja/join/([A-Z0-9-]+)/", sent.text)
    assert found is not None, sent.alerts()
    return found[1]


def _help_back_in(site: Site, operator: Visitor) -> str:
    """A link to a new password for somebody who is none of the roles."""
    code = site.one("SELECT code FROM accounts_user WHERE username = 'city-zh'")
    address = f"/en/people/{code}/"
    page = operator.get(address)
    assert page.status == 200
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert token is not None
    body = f"csrfmiddlewaretoken={token[1]}&deed=recover".encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Referer": operator.site.url(address)}
    sent = operator.ask("POST", address, body=body, headers=kind)
    found = re.search(r"/zh-hans/recover/([A-Z0-9-]+)/", sent.text)
    assert found is not None, sent.alerts()
    return found[1]


def _ask_for_account(site: Site, visitor: Visitor) -> str:
    """A visitor asks for an account of the longest-named organization nobody knows."""
    sent = visitor.send(
        "/en/account-requests/new/",
        {"name": "김하늘", "organization": LONG_TITLES["KR"][:200], "country": "KR", "reason": "교통 " * 200},
        holding="reason",
    )
    assert sent.status == 200, sent.alerts()
    return str(site.one("SELECT code FROM members_accountrequest"))


def _set_up_harvest(site: Site, operator: Visitor) -> tuple[str, str]:
    """A source whose address is inside this machine, and what became of its harvest."""
    owner = site.one(
        "SELECT o.code FROM directory_organization o JOIN directory_membership m ON m.organization_id = o.id"
        " JOIN accounts_user u ON u.id = m.user_id WHERE u.username = 'city-ko'"
    )
    values = {
        "name": "수원 데이터",
        "form": "ckan",
        "address": "http://127.0.0.1:9/",
        "owner": owner,
        "kind": "need",
    }
    sent = operator.send("/en/harvest/new/", values)
    assert sent.status == 302, sent.alerts()
    code = sent.location.rstrip("/").rpartition("/")[2]
    page = f"/en/harvest/sources/{code}/"
    sent = operator.send(page, {}, at=f"{page}run/")
    assert sent.status == 302, sent.alerts()
    end = time.monotonic() + 120
    while site.one("SELECT COUNT(*) FROM harvest_run WHERE state = 'running'"):
        assert time.monotonic() < end, "the harvest does not end"
        time.sleep(0.1)
    return code, sent.location.rstrip("/").rpartition("/")[2]


def _write_to_each_other(site: Site, people: dict[str, Visitor]) -> str:
    """The member writes about a candidate, the editor about a record; the curator answers the first."""
    candidate = site.one(
        "SELECT code FROM cooperation_opportunity WHERE publication_state = 'published' AND countries LIKE '%JP%' ORDER BY code"
    )
    record = site.one(
        "SELECT code FROM knowledge_record WHERE kind = 'need' AND country_id = 'JP'"
        " AND publication_state = 'published' AND city_id IS NOT NULL ORDER BY code"
    )
    for sender, kind, code in (("member", "opportunity", candidate), ("editor", "record", record)):
        sent = people[sender].send(
            f"/en/interests/new/{kind}/{code}/",
            {"text": "안녕하세요. 함께 하고 싶습니다.", "language": "ko", "agreed_contact": "on"},
        )
        assert sent.status == 302, sent.alerts()
    interest = site.one("SELECT code FROM cooperation_interest WHERE opportunity_id IS NOT NULL ORDER BY id")
    answered = people["curator"].send(
        f"/ja/interests/{interest}/",
        {"text": "ご連絡します。", "status": "in-contact", "agreed_contact": "on"},
    )
    assert answered.status == 302, answered.alerts()
    return str(interest)


def _claim(site: Site, editor: Visitor) -> str:
    """The editor's city confirms what one of its records says."""
    record = site.one(
        "SELECT r.code FROM knowledge_record r JOIN directory_city c ON c.id = r.city_id"
        " WHERE c.native_name = '수원시' AND r.source = 'sample' ORDER BY r.code"
    )
    sent = editor.send(
        f"/ko/records/{record}/claim/", {"wish": "correct", "text": "연도가 다르다."}, holding="wish"
    )
    assert sent.status == 302, sent.alerts()
    return str(site.one("SELECT code FROM knowledge_claim ORDER BY id"))


def _make_event(site: Site, organizer: Visitor) -> str:
    """A draft of a series with one session, and one of everything that belongs to it."""
    sent = organizer.send("/en/event-series/new/", {"titles_ko": "연속 토론회"})
    assert sent.status == 302, sent.alerts()
    series = str(site.one("SELECT code FROM events_series ORDER BY id"))
    sent = organizer.send(
        "/en/events/new/",
        {
            "titles_ko": "토론회",
            "starts": "2027-05-20T14:00",
            "ends": "2027-05-20T16:00",
            "time_zone": "Asia/Seoul",
            "series": series,
            "mode": "hybrid",
        },
    )
    assert sent.status == 302, sent.alerts()
    code = str(site.one("SELECT code FROM events_event WHERE publication_state = 'draft' ORDER BY id DESC"))
    for path, values in (
        ("rooms/new/", {"names_ko": "대회의실"}),
        ("sessions/new/", {"titles_ja": "開会", "starts": "2027-05-20T14:00", "duration_minutes": "90"}),
        (
            "resources/new/",
            {"titles_en": "Programme", "kind": "document", "url": "https://example.org/programme"},
        ),
    ):
        sent = organizer.send(f"/en/events/{code}/{path}", values)
        assert sent.status == 302, sent.alerts()
    session = site.one(
        "SELECT s.id FROM events_session s JOIN events_event e ON e.id = s.event_id WHERE e.code = ?", code
    )
    interpreter = {
        "role": "interpreter",
        "native_name": "山田 花子",
        "native_language": "ja",
        "reading": "やまだ はなこ",
        "romanized_name": "YAMADA Hanako",
        "from_language": "ja",
        "to_language": "ko",
    }
    for path, values in (
        ("talks/new/", {"speaker_name": "Kim Haneul"}),
        ("people/new/", interpreter),
        ("links/new/", {"platform": "Elsewhere", "url": "https://example.org/join"}),
    ):
        sent = organizer.send(f"/en/events/{code}/sessions/{session}/{path}", values)
        assert sent.status == 302, sent.alerts()
    sent = organizer.send(
        f"/en/events/{code}/room/moderate/polls/new/",
        {
            "texts_ko": "무엇부터?",
            "kind": "ranking",
            "options-0-texts_ko": "주차",
            "options-1-texts_ja": "交通",
        },
        holding="kind",
    )
    assert sent.status == 302, sent.alerts()
    return code


def _withdraw_candidate(site: Site, curator: Visitor) -> str:
    """A curator takes back the last candidate nobody has published."""
    code = site.one(
        "SELECT code FROM cooperation_opportunity WHERE publication_state = 'draft' AND countries LIKE '%JP%' ORDER BY score, code"
    )
    sent = curator.send(f"/ja/opportunities/{code}/", {"text": "重複しているため。"}, holding="text")
    assert sent.status == 302, sent.alerts()
    return str(code)


def _propose_term(editor: Visitor) -> str:
    """The editor wants another Japanese word for a topic; Japan's curators have not decided."""
    sent = editor.send(
        "/en/topics/mobility/propose/?language=ja",
        {
            "preferred": "移動と交通",
            "deprecated": "交通行政",
            "reason": "法令の語",
            "source": "交通政策基本法",
        },
        holding="preferred",
    )
    assert sent.status == 302, sent.alerts()
    return sent.location.rstrip("/").rpartition("/")[2]


def _upload_terms(curator: Visitor) -> str:
    """A file with a new topic, a changed one, and a language that is refused."""
    content = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:tricity:topics:mobility> a skos:Concept ; skos:altLabel "移動手段"@ja .
<urn:x:toll-road> a skos:Concept ; skos:prefLabel "Toll road"@en, "有料道路"@ja, "Mautstraße"@de .
"""
    sent = curator.send("/ja/topics/import/", {}, holding="under", upload=("terms.ttl", content.encode()))
    assert sent.status == 302, sent.alerts()
    return sent.location.rstrip("/").rpartition("/")[2]
