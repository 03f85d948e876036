"""What people come for, from the home page to the answer, as readers of each language; reading works without scripts, too.

Nothing is found by its wording unless the wording is the reader's own: labels come from the catalogues.
"""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.chromium import PHONE, TOO_WIDE
from tests.journeys.people import Browsing
from tests.journeys.reading import unreadable
from tests.journeys.site import LANGUAGES, PASSWORD, Site
from tests.journeys.sweep import TAGS
from tests.journeys.words import every_language, label, said

pytestmark = pytest.mark.browser

HOME = {"ja": "JP", "ko": "KR", "zh-hans": "CN", "en": ""}
ASKED = {"en": "parking shortage", "ja": "駐車場が足りない", "ko": "주차장 부족", "zh-hans": "停车难"}
SENDERS = {"en": "company-en", "ja": "city-ja", "ko": "city-ko", "zh-hans": "city-zh"}
CURATORS = {"JP": ("curator-ja", "ja"), "KR": ("curator-ko", "ko"), "CN": ("curator-zh", "zh-hans")}
# Who reads English here speaks for a Korean city.
EDITORS = {**SENDERS, "en": "city-ko"}
TOWNS = {"en": ("KR", "수원시"), "ja": ("JP", "仙台市"), "ko": ("KR", "수원시"), "zh-hans": ("CN", "深圳")}
MESSAGES = {
    "en": "We would like to take part with our data platform.",
    "ja": "私たちの市も一緒に取り組みたいと考えています。",
    "ko": "우리 시도 함께하고 싶습니다.",
    "zh-hans": "我们城市希望参与合作。",
}
with_and_without_scripts = pytest.mark.parametrize("reading", ["scripts", "no scripts"], indirect=True)


@pytest.fixture
def reading(browse: Browsing, request: pytest.FixtureRequest) -> Page:
    return browse(scripts=request.param == "scripts")


@pytest.fixture(scope="module")
def records(site: Site) -> dict[str, str]:
    """A record about each town, which nobody has claimed; code by language."""
    texts = {
        "KR": ("ko", "버스 도착 안내", "버스 도착 시간을 알린다."),
        "JP": ("ja", "バスの到着案内", "到着時刻を知らせる。"),
        "CN": ("zh-Hans", "公交到站提醒", "提示到站时间。"),
    }
    rows = []
    for language, (country, town) in TOWNS.items():
        spoken, title, summary = texts[country]
        rows.append({"kind": "initiative", "id": f"journey-{language}", "country": country, "city_native": town, "lang": spoken,
                     "title": title, "summary": summary})  # fmt: skip
    path = site.data / "journeys.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    site.run("import", str(path), "--source", "journeys")
    return {
        str(name).removeprefix("journey-"): str(code)
        for name, code in site.rows(
            "SELECT external_id, code FROM knowledge_record WHERE source = 'journeys'"
        )
    }


def sign_in(page: Page, username: str) -> None:
    """On the page that asks for it."""
    form = page.locator("main form").filter(has=page.locator("[name=password]"))
    form.locator("[name=username]").fill(username)
    form.locator("[name=password]").fill(PASSWORD)
    form.locator("[name=password]").press("Enter")
    expect(page.locator("header .account-name")).to_be_visible()


def agree(page: Page) -> bool:
    """Tick the box under the notice about personal data; False for who has agreed before."""
    box = page.locator("[name=agreed_contact]")
    if not box.count():
        return False
    box.check()
    return True


def path_of(page: Page) -> str:
    return urlsplit(page.url).path


def in_own_language(words: Locator, language: str) -> bool:
    return words.evaluate("element => element.closest('[lang]').lang") == TAGS[language]


# --- Reading -----------------------------------------------------------------------------------------------------


@every_language
@with_and_without_scripts
def test_search_in_own_language_finds_a_record_of_another_country(
    language: str, reading: Page, site: Site
) -> None:
    page = reading
    page.goto(site.url(f"/{language}/"))
    question = page.locator("main form[role=search] [name=q]")
    question.fill(ASKED[language])
    question.press("Enter")
    page.wait_for_url("**/search/**")

    abroad = page.locator("ol.hits > li").filter(has=page.locator("article.record-card"))
    for country in HOME.values():
        if country == HOME[language] and country:
            abroad = abroad.filter(has_not=page.locator(f"a[href$='/countries/{country.lower()}/']"))
    hit = abroad.first
    reason = hit.locator(".reasons li").first
    expect(reason).to_be_visible()
    assert in_own_language(reason, language)
    title = hit.locator("h3 a")
    wanted = title.inner_text()
    assert in_own_language(title.locator("span").first, language)
    title.click()

    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(wanted)
    summary = page.locator("main .record-summary").first
    expect(summary).to_be_visible()
    assert in_own_language(summary.locator("span").first, language)
    if reading.context.browser and page.evaluate("true"):
        assert list(unreadable(page, TAGS[language])) == []


@every_language
@with_and_without_scripts
def test_a_cell_of_the_overlap_table_leads_to_its_records(language: str, reading: Page, site: Site) -> None:
    page = reading
    page.goto(site.url(f"/{language}/"))
    table = page.locator("table.overlaps")
    expect(table.locator("thead th")).to_have_count(4)
    cell = table.locator("td[data-level] a").first
    expect(cell).to_be_visible()
    cell.click()

    assert re.fullmatch(rf"/{language}/overlaps/[a-z0-9-]+/(cn|jp|kr)/", path_of(page))
    cards = page.locator("article.record-card")
    expect(cards.first).to_be_visible()
    country = path_of(page).rstrip("/")[-2:]
    assert all(card.locator(f"a[href$='/countries/{country}/']").count() for card in cards.all())
    assert list(unreadable(page, TAGS[language])) == []
    cards.first.locator("h3 a").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@every_language
@with_and_without_scripts
def test_a_candidate_is_understood_without_opening_an_original(
    language: str, reading: Page, site: Site
) -> None:
    page = reading
    page.goto(site.url(f"/{language}/"))
    page.locator("section[aria-labelledby=home-candidates] h3 a").first.click()

    assert re.fullmatch(rf"/{language}/opportunities/[A-Z0-9]+/", path_of(page))
    expect(page.locator("main .notice").first).to_contain_text(
        label("Proposed by analysis, not agreed by the cities named.", language)
    )
    reasons = page.locator("section[aria-labelledby=why] li")
    assert reasons.count() >= 2
    for reason in reasons.all():
        assert in_own_language(reason, language)
    evidence = page.locator("article.evidence")
    countries = {
        link.get_attribute("href") for link in page.locator("article.evidence a[href*='/countries/']").all()
    }
    assert evidence.count() >= 2
    assert len(countries) >= 2
    for item in evidence.all():
        words = item.locator("blockquote:visible, .record-summary:visible").first
        expect(words).to_be_visible()
        assert words.inner_text().strip()
        assert in_own_language(
            words.locator("span").first if words.locator("span").count() else words, language
        )
        expect(item.locator(".standing")).to_be_visible()
    for original in page.locator("details.original").all():
        assert original.get_attribute("open") is None
    assert list(unreadable(page, TAGS[language])) == []


@every_language
@with_and_without_scripts
def test_language_switch_stays_on_the_page(language: str, reading: Page, site: Site) -> None:
    """From each language to the next and back, so that every switch is used; where they lead is read on every page."""
    page = reading
    candidate = site.one(
        "SELECT code FROM cooperation_opportunity WHERE publication_state = 'published' ORDER BY code"
    )
    following = LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]
    for rest in (f"/opportunities/{candidate}/", "/search/?q=%E5%81%9C%E8%BD%A6&kind=need", "/needs/?page=2"):
        page.goto(site.url(f"/{language}{rest}"))
        for wanted in (following, language):
            page.locator(f"nav.languages a[hreflang={TAGS[wanted]}]").click()
            page.wait_for_url(site.url(f"/{wanted}{rest}"))
            expect(page.locator("html")).to_have_attribute("lang", TAGS[wanted])


@every_language
def test_keyboard_reaches_the_content_and_the_search(language: str, page: Page, site: Site) -> None:
    page.goto(site.url(f"/{language}/"))

    page.keyboard.press("Tab")
    skip = page.locator("a.skip-link")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main form[role=search] [name=q]")).to_be_focused()
    page.keyboard.type(ASKED[language])
    page.keyboard.press("Enter")

    page.wait_for_url("**/search/**")
    expect(page.locator("ol.hits > li").first).to_be_visible()


@every_language
def test_focus_can_always_be_seen(language: str, page: Page, site: Site) -> None:
    page.goto(site.url(f"/{language}/"))
    for _ in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "() => { const style = getComputedStyle(document.activeElement);"
            " return [document.activeElement.tagName, style.outlineStyle, parseFloat(style.outlineWidth)]; }"
        )
        assert outline[0] == "BODY" or (outline[1] != "none" and outline[2] >= 2), outline


@every_language
@pytest.mark.parametrize("rest", ["/", "/search/?q=smart", "/overlaps/", "/needs/", "/events/", "/sign-in/"])
def test_nothing_is_wider_than_the_smallest_phone(language: str, rest: str, page: Page, site: Site) -> None:
    page.set_viewport_size({**PHONE, "width": 320})  # type: ignore[arg-type]
    page.goto(site.url(f"/{language}{rest}"))

    assert page.evaluate(TOO_WIDE) == []


# --- Taking part -------------------------------------------------------------------------------------------------


@every_language
def test_interest_is_sent_seen_by_a_curator_and_answered(language: str, browse: Browsing, site: Site) -> None:
    # From the home page to a candidate.
    page = browse()
    page.goto(site.url(f"/{language}/"))
    page.locator("section[aria-labelledby=home-candidates] h3 a").first.click()
    candidate = path_of(page).rstrip("/").rpartition("/")[2]
    title = page.get_by_role("heading", level=1).inner_text()

    # “We are interested”, sign in, and back in the same language.
    page.get_by_role("link", name=said("We are interested", language)).click()
    sign_in(page, SENDERS[language])
    assert path_of(page) == f"/{language}/interests/new/opportunity/{candidate}/"
    expect(page.locator("main .lead")).to_have_text(title)
    assert page.locator("[name=kind][value=interested]").is_checked()
    page.locator("main [name=text]").fill(MESSAGES[language])
    agree(page)
    page.get_by_role("button", name=said("Send", language)).click()
    page.wait_for_url(re.compile(rf"/{language}/interests/[A-Z0-9]+/$"))
    thread = path_of(page).rstrip("/").rpartition("/")[2]
    expect(page.locator("main dl .tag").first).to_have_text(label("New", language, "status of a contact"))
    expect(page.locator(".thread")).to_contain_text(MESSAGES[language])

    # A curator of another country sees it among the contacts and answers.
    countries = json.loads(
        site.one("SELECT countries FROM cooperation_opportunity WHERE code = ?", candidate)
    )
    curator, theirs = CURATORS[next(code for code in countries if code != HOME[language])]
    other = browse(curator)
    other.goto(site.url(f"/{theirs}/interests/"))
    other.locator(f"main article a[href$='/interests/{thread}/']").click()
    other.locator("main [name=text]").fill(MESSAGES[theirs])
    other.locator("main [name=status]").select_option("in-contact")
    other.get_by_role("button", name=said("Save", theirs)).click()
    if agree(other):
        other.get_by_role("button", name=said("Save", theirs)).click()
    expect(other.locator("main dl .tag").first).to_have_text(label("In contact", theirs))
    assert list(unreadable(other, TAGS[theirs])) == []

    # The sender sees the new status, and reads what the curator wrote.
    page.goto(site.url(f"/{language}/interests/?box=sent"))
    card = page.locator("main article").filter(has=page.locator(f"a[href$='/interests/{thread}/']"))
    expect(card.locator(".tag").first).to_have_text(label("In contact", language))
    card.locator("h3 a").click()
    expect(page.locator(".thread > li")).to_have_count(2)
    assert list(unreadable(page, TAGS[language])) == []


@every_language
def test_organizer_makes_an_event_and_puts_a_candidate_on_its_programme(
    language: str, browse: Browsing, site: Site
) -> None:
    second = "ko" if language != "ko" else "ja"
    titles = {"en": "Forum on ageing", "ja": "高齢化フォーラム", "ko": "고령화 포럼", "zh-hans": "老龄化论坛"}
    page, other = browse("organizer"), browse()
    page.goto(site.url(f"/{language}/events/"))
    page.locator("main a[href$='/events/new/']").first.click()
    for written in (language, second):
        page.locator(f"[name=titles_{written}]").fill(titles[written])
    page.locator("[name=starts]").fill("2027-06-10T14:00")
    page.locator("[name=ends]").fill("2027-06-10T17:00")
    page.locator("[name=time_zone]").select_option("Asia/Seoul")
    page.get_by_role("button", name=said("Save as a draft", language)).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[language])
    event = path_of(page)

    # Two sessions, each in two languages.
    for number in (1, 2):
        page.locator("main a[href$='/sessions/new/']").first.click()
        for written in (language, second):
            page.locator(f"[name=titles_{written}]").fill(f"{titles[written]} {number}")
        page.locator("[name=starts]").fill(f"2027-06-10T{13 + number}:00")
        page.locator("[name=duration_minutes]").fill("45")
        page.get_by_role("button", name=said("Save", language)).click()
        expect(page.locator("ol.sessions > li")).to_have_count(number)
    page.get_by_role("button", name=said("Publish", language)).click()
    expect(page.locator("[role=status]")).to_be_visible()

    # A candidate goes on the programme.
    page.goto(site.url(f"/{language}/opportunities/"))
    page.locator("main article h3 a").first.click()
    candidate = path_of(page)
    chosen = page.locator("#programme-session option").filter(has_text=f"{titles[language]} 2").first
    page.locator("#programme-session").select_option(chosen.get_attribute("value"))
    page.get_by_role("button", name=said("Put on the programme", language)).click()
    expect(page.locator(f"section[aria-labelledby=on-programme] a[href^='{event}']").first).to_be_visible()

    # A visitor reads it, in the second language too.
    for reader in (language, second):
        other.goto(site.url(event.replace(f"/{language}/", f"/{reader}/", 1)))
        expect(other.get_by_role("heading", level=1)).to_have_text(titles[reader])
        session = other.locator("ol.sessions > li").nth(1)
        expect(session).to_contain_text(f"{titles[reader]} 2")
        expect(
            session.locator(f"a[href='{candidate.replace(f'/{language}/', f'/{reader}/', 1)}']")
        ).to_be_visible()
        assert list(unreadable(other, TAGS[reader])) == []


@every_language
def test_editor_mends_a_refused_file_and_imports_it(language: str, browse: Browsing, site: Site) -> None:
    country, town = TOWNS[language]
    spoken = {"KR": "ko", "JP": "ja", "CN": "zh-Hans"}[country]
    head = "kind,id,country,city_native,lang,title,summary,horizon,status,start_year\r\n"
    good = f"initiative,first-{language},{country},{town},{spoken},{MESSAGES['en']},{MESSAGES['en']},,pilot,2024\r\n"
    bad = f"initiative,second-{language},{country},{town},{spoken},{MESSAGES['en']},{MESSAGES['en']},,pilot,20x4\r\n"
    page = browse(EDITORS[language])
    page.goto(site.url(f"/{language}/import/"))

    def upload(text: str) -> None:
        page.locator("main input[type=file]").set_input_files(
            {"name": "cases.csv", "mimeType": "text/csv", "buffer": text.encode("utf-8-sig")}
        )
        page.get_by_role("button", name=said("Check the files", language)).click()

    upload(head + good + bad)
    refused = page.locator("main tbody tr").filter(has_text=f"second-{language}")
    problem = refused.locator("ul li").filter(has_text="start_year")
    expect(problem).to_contain_text("20x4")
    expect(refused).to_contain_text(":3" if refused.get_by_text(":3").count() else "3")
    assert page.get_by_role("button", name=said("Import all of it", language)).count() == 0
    assert (
        site.rows(
            "SELECT 1 FROM knowledge_record WHERE external_id IN (?, ?)",
            f"first-{language}",
            f"second-{language}",
        )
        == []
    )

    page.get_by_role("link", name=said("Upload again", language)).click()
    upload(head + good + bad.replace("20x4", "2024"))
    page.get_by_role("button", name=said("Import all of it", language)).click()
    expect(page.locator("[role=status]").first).to_contain_text(label("The import is done.", language))
    page.goto(site.url(f"/{language}/review/"))
    assert (
        len(
            site.rows(
                "SELECT 1 FROM knowledge_record WHERE external_id IN (?, ?)",
                f"first-{language}",
                f"second-{language}",
            )
        )
        == 2
    )
    expect(page.locator("main article").first).to_be_visible()


@every_language
def test_a_body_confirms_a_record_and_the_curator_accepts(
    language: str, browse: Browsing, site: Site, records: dict[str, str]
) -> None:
    country, _town = TOWNS[language]
    page = browse(EDITORS[language])
    record = f"/initiatives/{records[language]}/"
    page.goto(site.url(f"/{language}{record}"))
    page.locator("section[aria-labelledby=claim] a[href$='wish=confirm']").click()
    assert page.locator("[name=wish][value=confirm]").is_checked()
    page.get_by_role("button", name=said("Send", language)).click()
    expect(page.locator("[role=status]").first).to_be_visible()

    curator, theirs = CURATORS[country]
    other = browse(curator)
    other.goto(site.url(f"/{theirs}/claims/"))
    waiting = other.locator("main .panel").filter(has=other.locator(f"a[href$='{record}']")).first
    waiting.get_by_role("button", name=said("Accept the confirmation", theirs)).click()
    expect(other.locator("[role=status]").first).to_be_visible()

    page.goto(site.url(f"/{language}{record}"))
    expect(page.locator("header .standing, .page-head .standing").first).to_have_class(
        re.compile("standing-confirmed")
    )
