"""What an import writes: once, all or nothing, never over what people said or did."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests import factories

from tricity.activity.models import Entry
from tricity.directory.models import City, Country, Organization
from tricity.knowledge.imports import Importer, import_files, resolve_mentions
from tricity.knowledge.imports import write as writing
from tricity.knowledge.imports.plan import make_plan
from tricity.knowledge.imports.readers import COMMAND_LINE_LIMITS as COMMAND_LINE
from tricity.knowledge.imports.readers import Upload, read_upload
from tricity.knowledge.imports.run import apply_plan
from tricity.knowledge.models import Deployment, ImportRun, Kind, Participation, Record
from tricity.search.models import Outbox
from tricity.site.sample import load_sample
from tricity.translation.models import Translation
from tricity.web.errors import Conflict
from tricity.web.identity import PublicationState, Standing
from tricity.web.text import digest

pytestmark = pytest.mark.django_db

INITIATIVE: dict[str, Any] = {
    "id": "i-1", "kind": "initiative", "country": "KR", "city_native": "대전광역시", "lang": "ko",
    "title": "중앙시장 일대 주차공유", "summary": "민간·공영 주차장을 하나의 앱으로 묶는다.",
    "organizations": [{"name": "대전광역시", "name_en": None, "role": "lead"}, {"name": "LG CNS", "role": "partner"}],
    "status": "completed", "start_year": 2019, "end_year": 2022, "budget": {"amount": 25000000000, "currency": "KRW"},
    "indicators": [{"name": "공유 주차면", "value": 731, "unit": "면", "year": 2019}], "sources": ["https://example.org/1"],
    "renderings": [
        {"language": "ja", "field": "title", "text": "駐車場の共有", "origin": "machine", "engine": "test"},
        {"language": "ja", "field": "indicators.0.name", "text": "共有駐車マス", "origin": "machine", "engine": "test"},
    ],
}  # fmt: skip


@pytest.fixture
def daejeon(countries: object) -> City:
    return factories.city("KR", native_name="대전광역시", names={"ko": "대전광역시", "en": "Daejeon"})


@pytest.fixture
def load(tmp_path: Path, daejeon: City) -> Any:
    def run(*rows: dict[str, Any], **options: Any) -> Any:
        path = tmp_path / "rows.jsonl"
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        return import_files([path], **options)

    return run


def counts() -> list[int]:
    models = (Record, Participation, Deployment, Organization, City, Translation, Outbox, Entry, ImportRun)
    return [model.objects.count() for model in models]


def test_record_is_written_with_all_its_parts(load: Any, daejeon: City) -> None:
    company = factories.organization("KR", names={"ko": "엘지씨엔에스", "en": "LG CNS"})

    report = load(INITIATIVE)

    record = Record.objects.get()
    assert (report.created, record.kind, record.city, record.language) == (1, Kind.INITIATIVE, daejeon, "ko")
    assert (record.source, record.external_id, record.version, record.node) == ("file", "i-1", 1, "local")
    assert (record.publication_state, record.standing) == (PublicationState.PUBLISHED, Standing.COMPILED)
    assert (int(record.budget_amount or 0), record.budget_currency) == (25000000000, "KRW")
    assert [(each.name, each.organization, each.role) for each in record.participations.all()] == [
        ("대전광역시", None, "lead"),
        ("LG CNS", company, "partner"),
    ]
    rendering = Translation.objects.get(field="title")
    assert (rendering.language, rendering.source_language, rendering.origin) == ("ja", "ko", "machine")
    assert rendering.source_digest == digest(record.title)
    assert Outbox.objects.filter(subject_kind="knowledge.record", subject_id=record.pk).exists()


def test_import_leaves_one_entry_with_counts(load: Any) -> None:
    load(INITIATIVE, {**INITIATIVE, "id": "i-2"})

    entry = Entry.objects.get()
    assert (entry.verb, entry.actor) == ("import.applied", None)
    assert entry.details == {"source": "file", "counts": {"initiative.create": 2}}
    assert ImportRun.objects.get().files == ["rows.jsonl"]


def test_same_file_again_changes_nothing(load: Any) -> None:
    load(INITIATIVE)
    before = (counts(), Record.objects.values().get())

    report = load(INITIATIVE)

    assert (report.created, report.changed, report.unchanged) == (0, 0, 1)
    assert (counts(), Record.objects.values().get()) == before


def test_change_is_named_written_and_counted_as_a_version(load: Any) -> None:
    load(INITIATIVE)
    record = Record.objects.get()

    report = load(
        {
            **INITIATIVE,
            "status": "operating",
            "end_year": None,
            "organizations": INITIATIVE["organizations"][:1],
        }
    )

    changed = Record.objects.get()
    assert report.changed == 1
    assert (changed.code, changed.version, changed.created_at) == (record.code, 2, record.created_at)
    assert (changed.status, changed.end_year, changed.start_year) == ("operating", None, 2019)
    assert changed.updated_at > record.updated_at
    assert [each.name for each in changed.participations.all()] == ["대전광역시"]


def test_field_left_out_stays_and_empty_field_is_emptied(load: Any) -> None:
    load(INITIATIVE)

    load(
        {
            **{key: INITIATIVE[key] for key in ("id", "kind", "country", "lang", "title", "summary")},
            "budget": None,
        }
    )

    record = Record.objects.get()
    assert (record.budget_amount, record.status, record.city_id is None) == (None, "completed", False)


def test_dry_run_writes_nothing(load: Any) -> None:
    before = counts()

    assert load(INITIATIVE, dry_run=True).created == 1
    assert counts() == before


def test_plan_names_the_fields_that_change(load: Any, tmp_path: Path) -> None:
    load(INITIATIVE)
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({**INITIATIVE, "title": "다른 제목", "status": "pilot"}), encoding="utf-8")

    plan = make_plan(read_upload(Upload(path, path.name), COMMAND_LINE), Importer())

    assert [row.changes for row in plan.rows()] == [("title", "status", "renderings")]


def test_object_changed_after_the_plan_is_a_conflict(load: Any, tmp_path: Path) -> None:
    load(INITIATIVE)
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({**INITIATIVE, "status": "pilot"}), encoding="utf-8")
    plan = make_plan(read_upload(Upload(path, path.name), COMMAND_LINE), Importer())
    record = Record.objects.get()
    record.title = "그 사이"
    record.save()

    with pytest.raises(Conflict):
        apply_plan(plan, names=["rows.jsonl"])

    assert Record.objects.get().status == "completed"


def test_object_created_after_the_plan_is_a_conflict(load: Any, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(INITIATIVE), encoding="utf-8")
    plan = make_plan(read_upload(Upload(path, path.name), COMMAND_LINE), Importer())
    load(INITIATIVE)
    before = counts()

    with pytest.raises(Conflict):
        apply_plan(plan, names=["rows.jsonl"])

    assert counts() == before


def test_failure_in_the_middle_leaves_nothing(load: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = counts()
    monkeypatch.setattr(writing.RecordWriter, "_deployments", lambda self, pairs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        load({"kind": "city", "country": "KR", "city_native": "수원시"}, INITIATIVE)

    assert counts() == before


def test_taken_codes_are_drawn_again(load: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = factories.record("KR").code
    drawn = iter([taken, "AAAAAAAA", "AAAAAAAA", "BBBBBBBB"])
    monkeypatch.setattr(writing, "new_code", lambda: next(drawn))

    load(INITIATIVE, {**INITIATIVE, "id": "i-2"})

    assert sorted(Record.objects.filter(source="file").values_list("code", flat=True)) == [
        "AAAAAAAA",
        "BBBBBBBB",
    ]


def test_publishing_import_publishes_what_was_a_draft(load: Any) -> None:
    load(INITIATIVE, importer=Importer(state=PublicationState.DRAFT))
    assert Record.objects.get().published_at is None

    assert load(INITIATIVE).changed == 1
    assert Record.objects.get().is_public
    assert Record.objects.get().published_at is not None
    assert load(INITIATIVE).changed == 0


@pytest.mark.parametrize("standing", [Standing.SUBMITTED, Standing.CONFIRMED])
def test_compiled_words_do_not_replace_those_of_the_body(load: Any, standing: str) -> None:
    load(INITIATIVE)
    Record.objects.update(title="우리의 말", standing=standing)

    report = load(INITIATIVE)

    assert (report.unchanged, [problem.code for problem in report.problems]) == (1, ["kept-words"])
    assert Record.objects.get().title == "우리의 말"


def test_machine_rendering_does_not_replace_a_reviewed_one(load: Any) -> None:
    load(INITIATIVE)
    Translation.objects.filter(field="title").update(text="検討済み", reviewed_at="2026-01-01T00:00Z")

    assert load(INITIATIVE).changed == 0
    assert Translation.objects.get(field="title").text == "検討済み"


def test_rendering_follows_the_words_it_came_with(load: Any) -> None:
    load(INITIATIVE)

    load({**INITIATIVE, "title": "새 제목"})

    assert Translation.objects.get(field="title").source_digest == digest("새 제목")


def test_rendering_not_brought_along_becomes_stale(load: Any) -> None:
    load(INITIATIVE)

    load({**INITIATIVE, "title": "새 제목", "renderings": []})

    assert Translation.objects.get(field="title").source_digest != digest("새 제목")


def test_city_is_known_by_its_official_code(load: Any, daejeon: City) -> None:
    City.objects.update(official_code="30000")

    report = load(
        {
            "kind": "city",
            "country": "KR",
            "city_native": "대전시",
            "official_code": "30000",
            "population": 1488435,
        }
    )

    daejeon.refresh_from_db()
    assert (report.changed, daejeon.native_name, daejeon.population) == (1, "대전시", 1488435)


def test_plain_city_file_does_not_overwrite_kept_names(load: Any, daejeon: City) -> None:
    daejeon.names = {"ko": "대전", "en": "Daejeon City", "ja": "大田"}
    daejeon.save()

    assert (
        load({"kind": "city", "country": "KR", "city": "Daejeon", "city_native": "대전광역시"}).unchanged == 1
    )
    daejeon.refresh_from_db()
    assert daejeon.names == {"ko": "대전", "en": "Daejeon City", "ja": "大田"}


def test_names_carry_keys_of_their_order(load: Any) -> None:
    names = {"names": {"ja": "水原市"}, "readings": {"ja": "スウォンし"}}

    load({"kind": "city", "country": "KR", "city": "Suwon", "city_native": "수원시", **names})

    city = City.objects.get(native_name="수원시")
    assert (city.sort_keys["en"], city.sort_keys["ko"]) == ("suwon", "수원시")


def test_body_whose_language_is_english_keeps_its_name(load: Any) -> None:
    load({"kind": "organization", "id": "o", "type": "international", "name": "WeGO", "lang": "en"})

    assert Organization.objects.get().names == {"en": "WeGO"}


def test_mentions_are_resolved_when_the_body_arrives(load: Any) -> None:
    solution = {
        **INITIATIVE,
        "id": "s-1",
        "kind": "solution",
        "provider": {"name": "파킹클라우드"},
        "organizations": [],
    }
    load({**solution, "deployments": [{"city": "수원시", "country": "KR", "year": 2020}]})
    record = Record.objects.get()
    Outbox.objects.all().delete()

    load(
        {"kind": "organization", "id": "o-1", "type": "company", "country": "KR", "name": "파킹 클라우드"},
        {"kind": "city", "country": "KR", "city_native": "수원시"},
    )

    assert record.participations.get().organization == Organization.objects.get()
    assert record.deployments.get().city == City.objects.get(native_name="수원시")
    assert Outbox.objects.filter(subject_kind="knowledge.record", subject_id=record.pk).count() == 1


def test_mention_of_two_bodies_of_one_name_stays_a_mention(load: Any) -> None:
    load(INITIATIVE)
    for _number in range(2):
        factories.organization("KR", names={"en": "LG CNS"})

    assert resolve_mentions() == 0


def test_mention_prefers_the_body_at_home(load: Any) -> None:
    factories.organization("JP", names={"en": "LG CNS"})
    at_home = factories.organization("KR", names={"en": "lg  cns"})
    load(INITIATIVE)

    assert Participation.objects.get(name="LG CNS").organization == at_home


def test_withdrawn_body_is_not_tied(load: Any) -> None:
    factories.organization("KR", names={"en": "LG CNS"}, deleted_at="2026-01-01T00:00Z")
    load(INITIATIVE)

    assert resolve_mentions() == 0


def test_progress_reaches_its_end(load: Any) -> None:
    steps: list[tuple[int, int]] = []

    load(
        *[{**INITIATIVE, "id": f"i-{number}"} for number in range(450)],
        progress=lambda done, total: steps.append((done, total)),
    )

    assert steps == sorted(steps)
    assert steps[-1] == (1350, 1350)


def test_planning_needs_few_queries_per_batch(load: Any) -> None:
    with_one, with_many = [], []
    for rows, found in ((1, with_one), (300, with_many)):
        with connection.execute_wrapper(lambda run, *args, found=found: (found.append(1), run(*args))[1]):
            load(*[{**INITIATIVE, "id": f"i-{number}"} for number in range(rows)], dry_run=True)

    assert len(with_one) == len(with_many)


def test_sample_loads_once_and_then_changes_nothing() -> None:
    report = load_sample()
    before = counts()

    again = load_sample()

    assert report.refused == 0
    assert again.created == again.changed == again.refused == 0
    assert counts() == before
    assert Country.objects.count() == 3
    assert Entry.objects.count() == 1


def test_sample_is_complete_in_every_language() -> None:
    load_sample()

    records = list(Record.objects.all())
    for language in ("zh-hans", "ja", "ko", "en"):
        others = [record.pk for record in records if record.language != language]
        for field in ("title", "summary"):
            rendered = Translation.objects.filter(
                subject_kind="knowledge.record", language=language, field=field
            )
            assert sorted(rendered.values_list("subject_id", flat=True)) == sorted(others)
    assert not Translation.objects.exclude(
        origin="machine", engine="tricity-editorial-2026", reviewed_at=None
    ).exists()
    assert not Deployment.objects.filter(city=None).exists()
    assert City.objects.filter(is_capital=True).count() == 3
    assert Organization.objects.filter(is_national_body=True).exclude(for_cities="").count() >= 3
    for city in City.objects.all():
        assert set(city.names) == {"zh-hans", "zh-hant", "ja", "ko", "en"}, city


def test_sample_files_import_by_themselves_as_the_same_objects(tmp_path: Path) -> None:
    """The plain files beside a loaded sample: everything is known, nothing changes."""
    load_sample()
    before = counts()
    folder = Path(__file__).parents[2] / "src/tricity/site/sample/records"

    report = import_files(sorted(folder.glob("*.jsonl")))

    assert (report.created, report.changed, report.refused) == (0, 0, 0)
    assert {problem.code for problem in report.problems} == {"known-elsewhere"}
    assert counts() == before


def test_plain_files_import_into_an_empty_site(countries: object) -> None:
    folder = Path(__file__).parents[2] / "src/tricity/site/sample/records"

    report = import_files(sorted(folder.glob("*.jsonl")))

    assert (report.refused, report.changed) == (0, 0)
    assert report.created == sum(
        len(path.read_text(encoding="utf-8").splitlines()) for path in folder.glob("*.jsonl")
    )
