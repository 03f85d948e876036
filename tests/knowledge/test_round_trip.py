"""What is exported can be imported again: into the same site without a change, into an empty one to the same content."""

from __future__ import annotations

from pathlib import Path

import pytest
from asgiref.sync import async_to_sync
from django.test import AsyncClient
from tests import factories

from tricity.activity.models import Entry
from tricity.directory.models import City, Organization
from tricity.knowledge.exports import export_chunks, export_records, exported_rows
from tricity.knowledge.imports import import_files
from tricity.knowledge.models import Deployment, ImportRun, Participation, Record
from tricity.search.models import Outbox
from tricity.site.sample import load_sample
from tricity.translation.models import Translation
from tricity.web.identity import PublicationState, Standing

pytestmark = pytest.mark.django_db
COLLECTIONS = ("cities", "organizations", "records")


@pytest.fixture
def exported(tmp_path: Path) -> dict[str, list[Path]]:
    """The sample, with texts that are hard to keep, in three formats."""
    load_sample()
    owner = Organization.objects.filter(country="KR").first()
    factories.record(
        "KR",
        "solution",
        title='=HYPERLINK(1) | a\\b, "quoted"',
        summary="-first\n\n'=second | third\\n  \t fourth",
        owner=owner,
        standing=Standing.CONFIRMED,
        confirmed_on="2026-03-01",
        budget_amount="12.50",
        budget_currency="CNY",
        indicators=[
            {"name": "a | b\nc", "value": -1.5, "unit": None, "year": None},
            {"name": "#N/A", "value": None, "unit": "\\", "year": 2030},
        ],
        sources=[{"url": "https://example.org/a|b", "read_on": "2026-01-02"}, "https://example.org/"],
    )
    paths = {}
    for file_format in ("jsonl", "csv", "xlsx"):
        paths[file_format] = [tmp_path / f"{name}.{file_format}" for name in COLLECTIONS]
        for name, path in zip(COLLECTIONS, paths[file_format], strict=True):
            with path.open("wb") as out:
                export_records(name, file_format, out)
    return paths


@pytest.mark.parametrize("file_format", ["jsonl", "csv", "xlsx"])
def test_import_of_own_export_changes_nothing(exported: dict[str, list[Path]], file_format: str) -> None:
    before = _counts()

    report = import_files(exported[file_format])

    assert (report.created, report.changed, report.refused) == (0, 0, 0)
    assert report.unchanged == City.objects.count() + Organization.objects.count() + Record.objects.count()
    assert _counts() == before


@pytest.mark.parametrize("file_format", ["jsonl", "csv", "xlsx"])
def test_import_into_an_empty_site_gives_the_same_export(
    exported: dict[str, list[Path]], file_format: str
) -> None:
    before = {name: list(map(_content, exported_rows(name))) for name in COLLECTIONS}
    for model in (Record, Organization, City):
        model.objects.all().delete()
    Translation.objects.all().delete()

    report = import_files(exported[file_format])

    assert report.refused == 0
    for name in COLLECTIONS:
        assert list(map(_content, exported_rows(name))) == before[name]


def test_drafts_and_withdrawn_records_are_not_exported(countries: object) -> None:
    factories.record(title="Draft", publication_state=PublicationState.DRAFT)
    factories.record(title="Withdrawn", deleted_at="2026-01-01T00:00Z")
    factories.record(title="Public")

    assert [row["title"] for row in exported_rows("records")] == ["Public"]


def test_export_reads_a_fixed_number_of_queries(countries: object, django_assert_num_queries: object) -> None:
    factories.record()
    with django_assert_num_queries(6):  # type: ignore[operator]
        list(export_chunks("records", "jsonl"))
    factories.record()
    factories.record()
    with django_assert_num_queries(6):  # type: ignore[operator]
        list(export_chunks("records", "jsonl"))


def _content(row: dict[str, object]) -> dict[str, object]:
    """Without what belongs to one installation or one moment."""
    return {
        name: value
        for name, value in row.items()
        if name not in ("uri", "version", "owner", "published_at", "updated_at")
    }


def _counts() -> list[int]:
    models = (Record, Participation, Deployment, Organization, City, Translation, Outbox, Entry, ImportRun)
    return [model.objects.count() for model in models]


@pytest.mark.django_db(transaction=True)
def test_download_is_streamed_by_the_asynchronous_server(countries: object) -> None:
    factories.record(title="Public")

    async def download() -> list[bytes]:
        response = await AsyncClient().get("/en/data/records.jsonl")
        assert response.is_async
        return [chunk async for chunk in response.streaming_content]

    chunks = async_to_sync(download)()

    assert b'"title": "Public"' in b"".join(chunks)
