from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests import factories
from tricity.activity.models import Entry
from tricity.directory.models import Membership
from tricity.knowledge.models import Record
from tricity.renderings import queries, rules
from tricity.renderings.actions import (
    accept_draft,
    ask_engine,
    forget_in_drafts,
    make_official,
    return_draft,
    save_draft,
)
from tricity.renderings.errors import (
    ChangedMeanwhile,
    EngineFailed,
    LimitReached,
    NeedsSecondPerson,
    NotATranslator,
    NothingWritten,
    NotTheirStamp,
    OriginalMovedOn,
    WrongState,
)
from tricity.renderings.models import Draft, EngineUse
from tricity.renderings.registry import Renderable
from tricity.search.models import Outbox
from tricity.translation.actions import render
from tricity.translation.models import Translation
from tricity.translation.queries import localize
from tricity.web.identity import PublicationState
from tricity.web.text import Origin

pytestmark = pytest.mark.django_db

KOREAN = {"title": "주차장 공유", "summary": "주차장을 공유한다. 2019년에 시작했다."}


def submitted(spec: Renderable, record: Record, by: Any, **more: Any) -> Draft:
    texts = more.pop("texts", KOREAN)
    return save_draft(spec, record, "ko", by=by, texts=texts, version=0, submit=True, **more)


def published(spec: Renderable, record: Record, by: Any, second: Any) -> None:
    draft = submitted(spec, record, by)
    accept_draft(spec, record, draft, by=second, version=1)


def test_draft_is_seen_by_nobody_until_a_second_person_accepts_it(
    spec: Renderable, record: Record, translator: Any, second: Any
) -> None:
    draft = submitted(spec, record, translator)
    assert not Translation.objects.exists()

    accept_draft(spec, record, draft, by=second, version=1)

    localize([record], ["title", "summary"], language="ko")
    title = record.localized["title"]  # type: ignore[attr-defined]
    assert (title.text, title.origin, title.reviewed, title.stale) == (
        "주차장 공유",
        Origin.HUMAN,
        True,
        False,
    )
    row = Translation.objects.get(field="title")
    assert (row.translator, row.reviewer, row.source_text) == (translator, second, "駐車場の共有")


def test_accepted_rendering_reaches_search_and_the_audit(
    spec: Renderable, record: Record, translator: Any, second: Any
) -> None:
    Outbox.objects.all().delete()
    before = Entry.objects.order_by("pk").last()

    published(spec, record, translator, second)

    assert Outbox.objects.count() == 1
    later = Entry.objects.filter(pk__gt=before.pk if before else 0)
    verbs = list(later.order_by("pk").values_list("verb", "actor"))
    assert verbs == [
        ("rendering.submitted", translator.pk),
        ("translation.made", translator.pk),
        ("translation.made", translator.pk),
        ("rendering.accepted", second.pk),
    ]


@pytest.mark.parametrize("role", ["translator", "curator:KR", "operator"])
def test_nobody_reviews_their_own_words(spec: Renderable, record: Record, role: str) -> None:
    author = factories.user(roles=[role])
    draft = submitted(spec, record, author)

    with pytest.raises(NeedsSecondPerson):
        accept_draft(spec, record, draft, by=author, version=1)
    with pytest.raises(NeedsSecondPerson):
        return_draft(record, draft, by=author, version=1, remark="x", language="ko")


def test_member_without_a_role_neither_writes_nor_reviews(
    spec: Renderable, record: Record, translator: Any
) -> None:
    member = factories.user()

    with pytest.raises(NotATranslator):
        submitted(spec, record, member)
    draft = submitted(spec, record, translator)
    with pytest.raises(NeedsSecondPerson):
        accept_draft(spec, record, draft, by=member, version=1)


def test_editors_of_the_owner_write_and_others_do_not(spec: Renderable, record: Record) -> None:
    body = factories.organization("JP")
    Record.objects.filter(pk=record.pk).update(owner=body)
    record.refresh_from_db()
    editor, member, other = factories.user(organizations=[body]), factories.user(), factories.user()
    Membership.objects.create(user=member, organization=body, role=Membership.Role.MEMBER)

    assert rules.may_write(editor, spec, record)
    assert not rules.may_write(member, spec, record)
    assert not rules.may_write(other, spec, record)


def test_translator_does_not_write_what_is_not_public(
    spec: Renderable, record: Record, translator: Any
) -> None:
    Record.objects.filter(pk=record.pk).update(publication_state=PublicationState.DRAFT)
    record.refresh_from_db()

    with pytest.raises(NotATranslator):
        submitted(spec, record, translator)


def test_who_saves_over_somebody_elses_draft_is_told(
    spec: Renderable, record: Record, translator: Any, second: Any
) -> None:
    save_draft(spec, record, "ko", by=translator, texts=KOREAN, version=0)

    with pytest.raises(ChangedMeanwhile):
        save_draft(spec, record, "ko", by=second, texts={"title": "공유"}, version=0)

    assert Draft.objects.get().texts == KOREAN


def test_review_of_an_older_version_is_refused(
    spec: Renderable, record: Record, translator: Any, second: Any
) -> None:
    draft = submitted(spec, record, translator)
    save_draft(spec, record, "ko", by=translator, texts={"title": "공유"}, version=1, submit=True)

    with pytest.raises(ChangedMeanwhile):
        accept_draft(spec, record, draft, by=second, version=1)


def test_empty_draft_and_unsent_draft_are_refused(
    spec: Renderable, record: Record, translator: Any, second: Any
) -> None:
    with pytest.raises(NothingWritten):
        submitted(spec, record, translator, texts={"title": "", "unknown": "x"})
    draft = save_draft(spec, record, "ko", by=translator, texts=KOREAN, version=0)
    with pytest.raises(WrongState):
        accept_draft(spec, record, draft, by=second, version=1)


def test_original_that_changed_before_the_review_is_noticed(
    spec: Renderable, record: Record, translator: Any, second: Any
) -> None:
    draft = submitted(spec, record, translator)
    record.title = "駐輪場の共有"
    record.save()

    with pytest.raises(OriginalMovedOn):
        accept_draft(spec, record, draft, by=second, version=1)

    assert Draft.objects.get().texts == KOREAN, "nothing written is lost"


def test_returned_draft_goes_back_with_the_remark(
    spec: Renderable, record: Record, translator: Any, second: Any
) -> None:
    draft = submitted(spec, record, translator)

    return_draft(record, draft, by=second, version=1, remark="용어를 확인", language="ko")

    draft.refresh_from_db()
    assert (draft.state, draft.remark, draft.texts) == ("returned", "용어를 확인", KOREAN)
    assert list(queries.own_drafts(translator)) == [draft]


def test_engines_words_stay_a_machine_rendering_until_somebody_changes_them(
    spec: Renderable, record: Record, translator: Any, second: Any
) -> None:
    machine = {"title": ("qwen3", KOREAN["title"]), "summary": ("qwen3", "주차장을 나눈다.")}
    draft = submitted(spec, record, translator, machine=machine)

    accept_draft(spec, record, draft, by=second, version=1)

    origins = dict(Translation.objects.values_list("field", "origin"))
    assert origins == {"title": "machine", "summary": "human"}
    assert set(Translation.objects.values_list("engine", flat=True)) == {"qwen3"}


def test_association_makes_a_reviewed_rendering_official(
    spec: Renderable, record: Record, translator: Any, second: Any, korean_curator: Any
) -> None:
    published(spec, record, translator, second)

    for person in (translator, factories.user(roles=["curator:JP"])):
        with pytest.raises(NotTheirStamp):
            make_official(spec, record, "ko", by=person)
    make_official(spec, record, "ko", by=korean_curator)

    localize([record], ["title"], language="ko")
    assert record.localized["title"].official  # type: ignore[attr-defined]
    assert set(Translation.objects.values_list("official_by", "official_country")) == {
        (korean_curator.pk, "KR")
    }


def test_stamp_wants_a_reviewed_rendering_of_todays_original(
    spec: Renderable, record: Record, translator: Any, second: Any, korean_curator: Any
) -> None:
    with pytest.raises(WrongState):
        make_official(spec, record, "ko", by=korean_curator)
    published(spec, record, translator, second)
    record.title = "駐輪場の共有"
    record.save()

    with pytest.raises(OriginalMovedOn):
        make_official(spec, record, "ko", by=korean_curator)


def test_new_text_does_not_inherit_the_stamp(
    spec: Renderable, record: Record, translator: Any, second: Any, korean_curator: Any
) -> None:
    published(spec, record, translator, second)
    make_official(spec, record, "ko", by=korean_curator)

    draft = submitted(spec, record, translator, texts={"title": "공유 주차"})
    accept_draft(spec, record, draft, by=second, version=1)

    stamped = dict(Translation.objects.values_list("field", "official_country"))
    assert stamped == {"title": "", "summary": "KR"}


def test_memory_grows_by_what_people_accepted_and_not_by_raw_machine_text(
    spec: Renderable, record: Record, translator: Any, second: Any
) -> None:
    assert queries.memory("ja", "ko").find("駐車場の共有") == []
    published(spec, record, translator, second)
    other = factories.record("JP", title="水道管の点検")
    render(
        other, "title", source="水道管の点検", source_language="ja", language="ko", text="수도관", origin=Origin.MACHINE,
    )  # fmt: skip

    memory = queries.memory("ja", "ko")

    assert [(each.percent, each.unit.target) for each in memory.find("駐車場を共有する。")][:1] == [
        (100, "주차장을 공유한다.")
    ], "a sentence of a longer text"
    assert memory.find("水道管の点検") == []


def test_memory_does_not_tell_what_is_not_public(
    spec: Renderable, record: Record, translator: Any, second: Any
) -> None:
    published(spec, record, translator, second)
    Record.objects.filter(pk=record.pk).update(publication_state="draft")
    queries._memories.clear()

    assert queries.memory("ja", "ko").find("駐車場を共有する。") == []


def test_what_is_limited_now_is_gone_from_drafts(spec: Renderable, record: Record, translator: Any) -> None:
    submitted(spec, record, translator, texts={"title": "주차", "details.lessons": "비밀"})

    forget_in_drafts(spec.subject_kind, record.pk, lambda field: field == "details.lessons")

    assert Draft.objects.get().texts == {"title": "주차"}

    forget_in_drafts(spec.subject_kind, record.pk, lambda field: True)

    assert not Draft.objects.exists()


class Echo:
    name = "echo"

    def render(self, texts: Any, *, source: str, target: str, terms: Any) -> list[str]:
        return [f"[{text}]" for text in texts]


class Broken:
    name = "broken"

    def render(self, texts: Any, *, source: str, target: str, terms: Any) -> list[str]:
        raise EngineFailed("x")


def ask(engine: Any, by: Any, text: str = "駐車場") -> dict[str, str]:
    return ask_engine(engine, {"title": text}, by=by, source="ja", target="ko", terms=[])


def test_use_of_an_engine_is_counted_even_where_it_fails(translator: Any) -> None:
    assert ask(Echo(), translator) == {"title": "[駐車場]"}
    with pytest.raises(EngineFailed):
        ask(Broken(), translator)

    assert sorted(EngineUse.objects.values_list("engine", "characters", "requests")) == [
        ("broken", 3, 1),
        ("echo", 3, 1),
    ]


def test_site_has_a_limit_of_what_a_day_may_cost(translator: Any, settings: Any) -> None:
    settings.TRANSLATION_PRICE, settings.TRANSLATION_DAILY_COST = Decimal(1_000_000), Decimal("6.5")
    ask(Echo(), translator)
    ask(Echo(), translator)

    with pytest.raises(LimitReached, match="spent as much"):
        ask(Echo(), translator)
    assert queries.cost_of(queries.used_today()[0]) == 6


def test_site_and_person_have_a_limit_a_day(translator: Any, second: Any, settings: Any) -> None:
    settings.TRANSLATION_DAILY_CHARACTERS, settings.TRANSLATION_DAILY_REQUESTS = 9, 2
    ask(Echo(), translator)
    ask(Echo(), translator)

    with pytest.raises(LimitReached, match="as often today"):
        ask(Echo(), translator)
    with pytest.raises(LimitReached, match="as many characters"):
        ask(Echo(), second, "四文字だ")
    assert ask(Echo(), second) == {"title": "[駐車場]"}
    assert queries.used_today() == (9, 3)
