from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.journeys.markup import problems
from tricity.knowledge.models import Record
from tricity.language import INTERFACE_LANGUAGES, bcp47
from tricity.renderings.actions import accept_draft, make_official, save_draft
from tricity.renderings.errors import EngineFailed
from tricity.renderings.models import Draft, EngineUse
from tricity.renderings.registry import Renderable
from tricity.translation.models import Translation
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db

TYPED = {"text-title": "주차장 공유", "text-summary": "주차장을 공유한다. 2019년에 시작했다."}


def address(record: Record, reader: str = "en", target: str = "ko") -> str:
    return f"/{reader}/renderings/record/{record.code}/{target}/"


def misread(page: str, path: str, language: str) -> list[str]:
    return problems(page, url=f"http://testserver{path}", language=bcp47(language), has_alternates=False)


def publish(spec: Renderable, record: Record, by: Any, second: Any) -> None:
    texts = {"title": TYPED["text-title"], "summary": TYPED["text-summary"]}
    draft = save_draft(spec, record, "ko", by=by, texts=texts, version=0, submit=True)
    accept_draft(spec, record, draft, by=second, version=1)


class Echo:
    name = "echo-1"

    def render(self, texts: Any, *, source: str, target: str, terms: Any) -> list[str]:
        self.terms = [(each.source, each.target) for each in terms]
        return [f"파킹장 {len(text)}" for text in texts]


class Broken:
    name = "broken-1"

    def render(self, texts: Any, *, source: str, target: str, terms: Any) -> list[str]:
        raise EngineFailed("x")


def use(monkeypatch: pytest.MonkeyPatch, engine: Any) -> Any:
    monkeypatch.setattr("tricity.renderings.views.engine", lambda: engine)
    return engine


def test_translator_sees_the_terms_and_what_was_said_before(
    client: Client, spec: Renderable, record: Record, translator: Any, second: Any
) -> None:
    publish(spec, record, translator, second)
    other = factories.record("JP", title="駐車場の共用", summary="駐車場を共有する。2021年に始めた。")
    client.force_login(translator)

    page = client.get(address(other)).content.decode()

    assert "<mark>駐車場</mark>の共用" in page
    assert '<strong>주차장</strong> <span class="tag">주차 공간</span> <del class="tag">파킹장</del>' in page
    assert '<span class="tag">83 %</span>' in page, "駐車場の共有: five of six characters"
    assert '<span class="tag">99 %</span>' in page, "the summary but for the year"
    assert '<span class="tag">100 %</span>' in page, "its first sentence"


def test_rendering_goes_from_draft_over_a_second_person_to_the_reader(
    client: Client, record: Record, translator: Any, second: Any, korean_curator: Any
) -> None:
    client.force_login(translator)
    assert client.post(address(record), {**TYPED, "deed": "save", "version": "0"}).status_code == 302
    assert client.post(address(record), {**TYPED, "deed": "submit", "version": "1"}).status_code == 302
    assert "Accept and publish" not in client.get(address(record)).content.decode()

    client.force_login(second)
    assert "Accept and publish" in client.get(address(record)).content.decode()
    assert client.post(address(record), {"deed": "accept", "version": "2"}).status_code == 302

    shown = client.get(f"/ko/initiatives/{record.code}/").content.decode()
    assert '<span lang="ko" data-origin="human">주차장 공유</span>' in shown
    client.force_login(korean_curator)
    assert client.post(address(record), {"deed": "stamp"}).status_code == 302
    client.logout()
    assert "Stamped for the association of Korea" in client.get(address(record)).content.decode()


def test_visitor_reads_where_a_rendering_comes_from_and_how_fresh_it_is(
    client: Client, spec: Renderable, record: Record, translator: Any, second: Any
) -> None:
    publish(spec, record, translator, second)
    record.title = "駐輪場の共有"
    record.save()

    page = client.get(address(record)).content.decode()

    assert "Translated by a person" in page
    assert "김하늘" not in page, "names of people are shown to those who have signed in"
    assert '<p class="diff" lang="ja">駐<del>車</del><ins>輪</ins>場の共有</p>' in page
    assert "<textarea" not in page
    listed = client.get(f"/en/renderings/record/{record.code}/").content.decode()
    assert "The original has changed since" in listed


def test_draft_is_not_shown_to_visitors(client: Client, record: Record, translator: Any) -> None:
    client.force_login(translator)
    client.post(address(record), {**TYPED, "deed": "submit", "version": "0"})
    client.logout()

    assert "주차장을 공유한다" not in client.get(address(record)).content.decode()


@pytest.mark.parametrize(
    ("roles", "status"),
    [
        (None, 403),
        ([], 403),
        (["organizer"], 403),
        (["translator"], 302),
        (["curator:KR"], 302),
        (["operator"], 302),
    ],
)
def test_those_who_may_write_write(
    client: Client, record: Record, roles: list[str] | None, status: int
) -> None:
    if roles is not None:
        client.force_login(factories.user(roles=roles))

    assert client.post(address(record), {**TYPED, "deed": "save", "version": "0"}).status_code == status
    assert Draft.objects.count() == (1 if status == 302 else 0)


@pytest.mark.parametrize("deed", ["accept", "return", "stamp", "suggest", "submit"])
def test_no_button_works_for_a_visitor(client: Client, record: Record, translator: Any, deed: str) -> None:
    client.force_login(translator)
    client.post(address(record), {**TYPED, "deed": "submit", "version": "0"})
    client.logout()

    refused = client.post(address(record), {**TYPED, "deed": deed, "version": "1", "remark": "x"})

    assert refused.status_code == 403
    assert not Translation.objects.exists()


def test_conflict_shows_both_what_was_typed_and_what_was_saved(
    client: Client, record: Record, translator: Any, second: Any
) -> None:
    client.force_login(translator)
    client.post(address(record), {**TYPED, "deed": "save", "version": "0"})
    client.force_login(second)

    sent = client.post(address(record), {"text-title": "공유 주차장", "deed": "save", "version": "0"})

    page = sent.content.decode()
    assert sent.status_code == 409
    assert "공유 주차장</textarea>" in page
    assert "What was saved meanwhile" in page
    assert '<p class="record-summary" lang="ko">주차장 공유</p>' in page
    assert Draft.objects.get().by == translator


def test_engine_is_asked_for_what_is_not_written_and_what_is_typed_stays(
    client: Client, record: Record, translator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    echo = use(monkeypatch, Echo())
    client.force_login(translator)

    sent = client.post(address(record), {"text-title": "내 제목", "deed": "suggest", "version": "0"})

    page = sent.content.decode()
    assert sent.status_code == 200
    assert "내 제목</textarea>" in page
    assert f"파킹장 {len(record.summary)}" in page
    assert f"파킹장 {len(record.title)}" not in page
    assert "no longer written so:" in page, "the engine's words are checked against the termbase"
    assert echo.terms == [("駐車場", "주차장")]
    assert not Draft.objects.exists()


def test_taking_the_engines_words_unchanged_is_remembered(
    client: Client, record: Record, translator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, Echo())
    client.force_login(translator)

    client.post(
        address(record),
        {
            "text-title": "파킹장 6",
            "machine": "echo-1",
            "machine-title": "파킹장 6",
            "deed": "save",
            "version": "0",
        },
    )

    assert Draft.objects.get().machine == {"title": ["echo-1", "파킹장 6"]}


def test_engine_that_fails_loses_nothing(
    client: Client, record: Record, translator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, Broken())
    client.force_login(translator)

    sent = client.post(address(record), {**TYPED, "text-title": "", "deed": "suggest", "version": "0"})

    assert sent.status_code == 502
    assert "What you wrote is untouched." in sent.content.decode()
    assert f"{TYPED['text-summary']}</textarea>" in sent.content.decode()


def test_what_the_day_has_cost_is_told_where_the_engine_has_a_price(
    client: Client, record: Record, translator: Any, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    use(monkeypatch, Echo())
    settings.TRANSLATION_PRICE, settings.TRANSLATION_DAILY_COST = Decimal("20"), Decimal("5")
    client.force_login(translator)

    page = client.get(address(record)).content.decode()

    assert "They cost about 0.00 of the 5.00 USD a day may cost." in page


def test_limit_of_the_day_is_explained(
    client: Client, record: Record, translator: Any, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    use(monkeypatch, Echo())
    settings.TRANSLATION_DAILY_CHARACTERS = 3
    client.force_login(translator)

    sent = client.post(address(record), {"text-title": "내 제목", "deed": "suggest", "version": "0"})

    assert sent.status_code == 429
    assert "내 제목</textarea>" in sent.content.decode()


def test_what_is_not_public_is_never_sent_to_an_engine(
    client: Client, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, Echo())
    Record.objects.filter(pk=record.pk).update(publication_state=PublicationState.DRAFT)
    client.force_login(factories.user(roles=["curator:JP"]))

    assert client.post(address(record), {"deed": "suggest", "version": "0"}).status_code == 403
    assert not EngineUse.objects.exists()


def test_too_long_text_is_refused_and_kept_on_the_page(
    client: Client, record: Record, translator: Any
) -> None:
    client.force_login(translator)

    sent = client.post(address(record), {"text-title": "가" * 20_001, "deed": "save", "version": "0"})

    assert sent.status_code == 422
    assert "가" * 20_001 in sent.content.decode()


def test_return_wants_a_remark(client: Client, record: Record, translator: Any, second: Any) -> None:
    client.force_login(translator)
    client.post(address(record), {**TYPED, "deed": "submit", "version": "0"})
    client.force_login(second)

    assert client.post(address(record), {"deed": "return", "version": "1", "remark": " "}).status_code == 422
    assert (
        client.post(address(record), {"deed": "return", "version": "1", "remark": "용어"}).status_code == 302
    )

    client.force_login(translator)
    assert "용어" in client.get(address(record)).content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "record/NOTHING1/ko/",
        "nothing/{code}/ko/",
        "record/{code}/ja/",
        "record/{code}/de/",
        "record/NOTHING1/",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, record: Record, path: str) -> None:
    assert client.get(f"/en/renderings/{path.format(code=record.code)}").status_code == 404


def test_draft_record_is_not_found_by_others(client: Client, record: Record, translator: Any) -> None:
    Record.objects.filter(pk=record.pk).update(publication_state=PublicationState.DRAFT)
    client.force_login(translator)

    assert client.get(address(record)).status_code == 404
    assert client.get(f"/en/renderings/record/{record.code}/").status_code == 404


def test_organizations_have_renderings_too(client: Client, translator: Any, second: Any) -> None:
    body = factories.organization("JP", role_summary="都市を支援する。")
    path = f"/en/renderings/organization/{body.code}/ko/"
    client.force_login(translator)
    client.post(path, {"text-role_summary": "도시를 지원한다.", "deed": "submit", "version": "0"})
    client.force_login(second)
    client.post(path, {"deed": "accept", "version": "1"})

    assert "도시를 지원한다." in client.get(f"/ko/organizations/{body.code}/").content.decode()


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_page_is_marked_in_every_language(
    client: Client,
    spec: Renderable,
    record: Record,
    translator: Any,
    second: Any,
    korean_curator: Any,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    use(monkeypatch, Echo())
    publish(spec, record, translator, second)
    make_official(spec, record, "ko", by=korean_curator)
    record.title = "駐輪場の共有"
    record.save()
    save_draft(spec, record, "ko", by=translator, texts={"title": "파킹장"}, version=0, submit=True,
               machine={"title": ("echo-1", "파킹장")})  # fmt: skip

    for person in (None, translator, second):
        if person:
            client.force_login(person)
        paths = [address(record, language), f"/{language}/renderings/record/{record.code}/"]
        paths += [f"/{language}/renderings/", f"/{language}/my/"] if person else []
        for path in paths:
            assert misread(client.get(path).content.decode(), path, language) == [], (path, person)


def test_page_needs_few_queries(
    client: Client,
    spec: Renderable,
    record: Record,
    translator: Any,
    second: Any,
    django_assert_max_num_queries: Any,
) -> None:
    publish(spec, record, translator, second)
    client.get(address(record))
    client.force_login(translator)
    client.get(address(record))

    with django_assert_max_num_queries(12):
        client.get(address(record))


def test_desk_lists_what_is_out_of_date_in_a_language(
    client: Client, spec: Renderable, record: Record, translator: Any, second: Any
) -> None:
    publish(spec, record, translator, second)
    fresh = factories.record("JP", title="新しい記録")
    publish(spec, fresh, translator, second)
    record.title = "駐輪場の共有"
    record.save()
    fresh.save()
    client.force_login(translator)

    korean = client.get("/en/renderings/?language=ko").context["outdated"]

    assert [(str(title), path) for title, path in korean] == [(record.code, address(record))]
    japanese = client.get("/ja/renderings/?language=ko").context["outdated"]
    assert [str(title) for title, _path in japanese] == ["駐輪場の共有"]
    assert client.get("/en/renderings/?language=en").context["outdated"] == []
    client.force_login(factories.user())
    assert client.get("/en/renderings/?language=ko").context["outdated"] == []


@pytest.mark.parametrize("count", [1, 3])
def test_desk_needs_the_same_queries_whatever_waits(
    client: Client,
    spec: Renderable,
    record: Record,
    translator: Any,
    second: Any,
    django_assert_max_num_queries: Any,
    count: int,
) -> None:
    for number in range(count):
        each = factories.record("JP", title=f"題{number}")
        save_draft(spec, each, "ko", by=translator, texts={"title": "x"}, version=0, submit=True)
    client.force_login(second)

    with django_assert_max_num_queries(12):
        page = client.get("/en/renderings/")

    assert len(page.context["waiting"]) == count
