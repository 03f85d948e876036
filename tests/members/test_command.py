from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from tests import factories

from tricity.site import cli

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _running_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test database is there already."""
    for name in ("start", "migrate"):
        monkeypatch.setattr(f"tricity.site.cli.site.{name}", lambda: None)


def test_command_prints_a_link_with_which_a_person_joins(client: Client, countries: Any, capsys: Any) -> None:
    city = factories.city("KR", native_name="수원시", names={"ko": "수원시"})

    code = cli.main(
        [
            "user",
            "invite",
            "김하늘",
            "--for",
            "수원시",
            "--as",
            "administrator",
            "--reads",
            "ko",
            "--site",
            "https://x.kr/",
        ]
    )

    found = re.fullmatch(r"https://x\.kr(/ko/join/[A-Z0-9-]+/)", capsys.readouterr().out.strip())
    assert code == 0
    assert found is not None
    assert city.native_name in client.get(found[1]).content.decode()


def test_command_says_that_a_body_is_not_known(countries: Any, capsys: Any) -> None:
    assert cli.main(["user", "invite", "김하늘", "--for", "nobody"]) == 1
    assert "nobody" in capsys.readouterr().err
