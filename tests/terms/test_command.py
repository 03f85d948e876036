from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests import factories
from tests.terms.test_exchange import TURTLE
from tricity.site.cli import main
from tricity.terms.models import Concept, Proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def terms_file(tmp_path: Path) -> Path:
    path = tmp_path / "terms.ttl"
    path.write_bytes(TURTLE)
    return path


def run(*arguments: Any) -> int:
    return main(["--language", "en", "terms", *map(str, arguments)])


def test_export_and_import_are_one_round(parking: Concept, tmp_path: Path, capsys: Any) -> None:
    out = tmp_path / "terms.tbx"

    assert run("export", "--out", out) == 0
    assert run("import", out, "--json") == 0

    said = json.loads(capsys.readouterr().out)
    assert said["counts"]["unchanged"] == 9
    assert said["changes"] == []


def test_dry_run_and_refused_entries_write_nothing(parking: Concept, terms_file: Path, capsys: Any) -> None:
    assert run("import", "--dry-run", terms_file) == 1
    assert run("import", terms_file) == 1

    said = capsys.readouterr()
    assert "“de”" in said.err
    assert "new topics: 2, new in a language: 0, changed: 1, unchanged: 0, refused: 1" in said.out
    assert Concept.objects.get(slug="parking").names["ja"] == "駐車"


def test_rest_is_imported_on_request(parking: Concept, terms_file: Path) -> None:
    assert run("import", "--skip-refused", terms_file) == 1

    assert Concept.objects.get(slug="parking").names["ja"] == "駐車場"


def test_changes_are_proposed_in_the_name_of_a_person(parking: Concept, terms_file: Path) -> None:
    person = factories.user(username="hana")

    assert run("import", "--skip-refused", "--propose-as", "hana", terms_file) == 1

    assert set(Proposal.objects.values_list("by", "state")) == {(person.pk, "open")}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["nothing.tbx"], "No such file: nothing.tbx"),
        (["--propose-as", "nobody"], "No account is called “nobody”."),
        (["--under", "nothing"], "There is no topic “nothing”."),
    ],
)
def test_wrong_use_is_explained(
    parking: Concept, terms_file: Path, capsys: Any, options: list[str], says: str
) -> None:
    path = [] if options == ["nothing.tbx"] else [terms_file]

    assert run("import", *options, *path) == 2

    assert says in capsys.readouterr().err
