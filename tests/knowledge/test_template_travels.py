"""The parts of the template in search, files, renderings, the open interface: what is for everybody travels, the rest stays."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.knowledge.test_publishing import body_of_a_city

from tricity.knowledge.actions import change_record
from tricity.knowledge.documents import body_text
from tricity.knowledge.exports import export_records
from tricity.knowledge.imports import import_files
from tricity.knowledge.models import Kind, Record
from tricity.knowledge.publication.template import DETAIL
from tricity.knowledge.renderings import rendered_fields
from tricity.knowledge.values import values_of
from tricity.translation.actions import render
from tricity.translation.models import Translation
from tricity.web.identity import PublicationState
from tricity.web.text import Origin

pytestmark = pytest.mark.django_db
OPEN, SECRET = "古い検針網を更新する", "三億円まで"


def case(**fields: Any) -> Record:
    """A public Japanese initiative: its problem for everybody, its cost, budget and figures for members."""
    owner = body_of_a_city()
    values: dict[str, Any] = {
        "city": owner.city,
        "details": {"problem": OPEN, "cost_and_finance": SECRET},
        "visibility": {"cost_and_finance": "members", "budget_amount": "members", "indicators": "members"},
        "budget_amount": 123456,
        "budget_currency": "JPY",
        "indicators": [{"name": "漏水率", "value": 7.31, "unit": "%", "year": 2024}],
        "publication_state": PublicationState.PUBLISHED,
        "published_at": timezone.now(),
        **fields,
    }
    return factories.record("JP", Kind.INITIATIVE, owner=owner, **values)


def exported(file_format: str = "jsonl") -> bytes:
    out = io.BytesIO()
    export_records("records", file_format, out)
    return out.getvalue()


def rendering(record: Record, field: str, source: str, text: str) -> None:
    render(record, field, source=source, source_language="ja", language="ko", text=text, origin=Origin.HUMAN)


def test_search_reads_what_everybody_may_read_and_nothing_else() -> None:
    text = body_text(case())

    assert OPEN in text
    assert SECRET not in text
    assert "漏水率" not in text


def test_translators_are_offered_what_everybody_may_read_and_nothing_else() -> None:
    fields = rendered_fields(case())

    assert fields[DETAIL + "problem"] == OPEN
    assert DETAIL + "cost_and_finance" not in fields
    assert not any(field.startswith("indicators") for field in fields)


def test_a_reader_of_another_language_gets_the_rendering_with_the_original_beside_it(client: Client) -> None:
    record = case()
    rendering(record, DETAIL + "problem", OPEN, "낡은 검침망을 교체한다")

    page = client.get(record.get_absolute_url().replace("/en/", "/ko/")).content.decode()

    assert "낡은 검침망을 교체한다" in page
    assert f'<span lang="ja">{OPEN}</span>' in page


def test_a_long_part_without_a_rendering_is_told_by_its_topics_in_the_readers_language(
    client: Client,
) -> None:
    record = case(details={"problem": "駐車場が足りず、道路が渋滞している。" * 3}, visibility={})

    page = client.get(record.get_absolute_url().replace("/en/", "/ko/")).content.decode()

    assert 'data-origin="digest"' in page.split('id="parts"')[1]


@pytest.mark.parametrize(("reader", "reads"), [("visitor", False), ("member", True), ("owner", True)])
def test_a_limited_budget_and_limited_figures_are_read_by_those_they_are_for(
    client: Client, reader: str, reads: bool
) -> None:
    record = case()
    body = record.owner if reader == "owner" else factories.organization("KR")
    if reader != "visitor":
        client.force_login(factories.user(organizations=[body]))

    page = client.get(record.get_absolute_url()).content.decode()

    assert ("123,456" in page) == reads
    assert ("7.31" in page) == reads


def test_limiting_a_part_takes_its_renderings_away() -> None:
    record = case(visibility={})
    rendering(record, DETAIL + "cost_and_finance", SECRET, "삼억 엔까지")
    rendering(record, DETAIL + "problem", OPEN, "낡은 검침망")
    values = {**values_of(record), "visibility": {"cost_and_finance": "secretariat"}}

    change_record(record, by=factories.user(roles=["operator"]), values=values, version=record.version)

    assert list(Translation.objects.values_list("field", flat=True)) == [DETAIL + "problem"]


@pytest.mark.parametrize("file_format", ["jsonl", "csv", "xlsx"])
def test_exports_hold_what_everybody_may_read(file_format: str, tmp_path: Path) -> None:
    record = case()
    rendering(record, DETAIL + "problem", OPEN, "낡은 검침망을 교체한다")
    data = exported(file_format)
    path = tmp_path / f"records.{file_format}"
    path.write_bytes(data)
    Record.objects.all().delete()
    Translation.objects.all().delete()

    report = import_files([path])

    kept = Record.objects.get()
    assert report.refused == 0
    assert kept.details == {"problem": OPEN}
    assert kept.budget_amount is None
    assert kept.indicators == []
    assert Translation.objects.get().field == DETAIL + "problem"


def test_reading_the_public_export_back_keeps_what_it_did_not_tell(tmp_path: Path) -> None:
    record = case()
    row = json.loads(exported())
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps({**row, "problem": "新しい課題"}, ensure_ascii=False), encoding="utf-8")

    report = import_files([path])

    record.refresh_from_db()
    assert report.changed == 1
    assert record.details == {"problem": "新しい課題", "cost_and_finance": SECRET}
    assert record.visibility["budget_amount"] == "members"
    assert record.budget_amount == 123456
    assert len(record.indicators) == 1


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_empty_cells_of_a_public_table_empty_nothing_that_is_limited(
    tmp_path: Path, file_format: str
) -> None:
    record = case()
    path = tmp_path / f"records.{file_format}"
    path.write_bytes(exported(file_format))

    report = import_files([path])

    record.refresh_from_db()
    assert (report.changed, report.unchanged) == (0, 1)
    assert record.details["cost_and_finance"] == SECRET


def test_an_import_says_who_reads_what(tmp_path: Path) -> None:
    record = case(details={}, visibility={})
    row = json.loads(exported())
    limits = [{"field": "lessons", "readers": "matched"}]
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps({**row, "lessons": "早めに", "visibility": limits}), encoding="utf-8")

    import_files([path])

    record.refresh_from_db()
    assert record.details == {"lessons": "早めに"}
    assert record.visibility == {"lessons": "matched"}


@pytest.mark.parametrize(
    "wrong", [{"budget_ceiling": "x"}, {"visibility": [{"field": "payback", "readers": "members"}]}]
)
def test_a_part_of_another_kind_is_refused_by_name(tmp_path: Path, wrong: dict[str, Any]) -> None:
    case()
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps({**json.loads(exported()), **wrong}), encoding="utf-8")

    report = import_files([path], dry_run=True)

    assert report.refused == 1
    assert "not-of-kind" in [problem.code for problem in report.problems]
