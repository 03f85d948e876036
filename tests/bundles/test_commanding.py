"""`tricity bundle` as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import factories
from tricity.events.models import Event
from tricity.site.cli import main

pytestmark = pytest.mark.django_db


def test_bundle_is_made_and_checked(event: Event, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "en", "bundle", event.code, "--out", str(out), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["pages"], made["left_out"]) == (9, [])

    assert main(["bundle", "--check", str(out), "--json"]) == 0
    checked = json.loads(capsys.readouterr().out)
    assert checked["whole"] is True
    assert checked["about"]["code"] == event.code


def test_what_was_changed_on_the_way_is_named(
    event: Event, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["bundle", event.code, "--out", str(out), "--json"])
    (out / "style.css").write_text("")

    assert main(["--language", "en", "bundle", "--check", str(out)]) == 1

    assert "style.css is not as it was made. Copy the bundle again." in capsys.readouterr().err


def test_records_are_chosen_as_in_the_addresses_of_lists(
    countries: object, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    factories.record("JP", "need")
    factories.record("JP", "initiative")

    assert main(["bundle", "--records", "kind=need&country=jp", "--out", str(out), "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["pages"] == 1 + 4 * 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Give one of these: EVENT, --records or --check."),
        (["X", "--records"], "Give one of these: EVENT, --records or --check."),
        (["NOSUCH22"], "--out needs DIR."),
        (["NOSUCH22", "--out", "{out}"], "No event has the code NOSUCH22."),
        (["--records", "colour=red", "--out", "{out}"], "“colour” is no filter."),
        (["--records", "kind=idea", "--out", "{out}"], "“kind=idea” is no filter."),
        (["--check", "{out}"], "No such folder: {out}"),
    ],
)
def test_wrong_use_is_said_with_code_2(
    out: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    given = [each.format(out=out) for each in arguments]

    assert main(["--language", "en", "bundle", *given]) == 2

    assert said.format(out=out) in capsys.readouterr().err
    assert not out.exists()


def test_draft_is_refused_with_code_1(event: Event, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Event.objects.update(publication_state="draft")

    assert main(["--language", "en", "bundle", event.code, "--out", str(out)]) == 1

    assert "is not public. Publish it first" in capsys.readouterr().err
