from __future__ import annotations

from pathlib import Path

import pytest

from tricity.site.variables import VARIABLES, InvalidVariable, read_variables

REFERENCE = Path(__file__).parents[2] / "docs/reference/settings.md"


def test_defaults_run_a_site_on_this_machine() -> None:
    values = read_variables({})

    assert values["DATABASE_URL"] == ""
    assert values["PORT"] == 8000
    assert values["DEBUG"] is False
    assert values["HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [("TRICITY_PORT", "http", "a whole number"), ("TRICITY_DEBUG", "maybe", "yes or no")],
)
def test_unreadable_value_names_variable_and_what_is_expected(name: str, text: str, expected: str) -> None:
    with pytest.raises(InvalidVariable, match=f"{name}.*{expected}"):
        read_variables({name: text})


def test_reference_describes_every_variable() -> None:
    page = REFERENCE.read_text(encoding="utf-8")

    for variable in VARIABLES:
        assert f"| `{variable.environment_name}` |" in page
        assert variable.help in page


def test_mail_server_is_refused_where_its_address_cannot_be_read() -> None:
    with pytest.raises(InvalidVariable, match=r"TRICITY_EMAIL_URL.*such as smtp"):
        read_variables({"TRICITY_EMAIL_URL": "mail.example.org"})
    assert read_variables({"TRICITY_EMAIL_URL": "smtp+tls://mail.example.org:587"})["EMAIL_URL"]
