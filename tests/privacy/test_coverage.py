"""Nobody can forget to say what personal data a model keeps."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from tricity.privacy.registry import holdings

# Names of fields that hold an address of a person, or a person's name, wherever they stand.
PERSONAL = re.compile(r"e_?mail|phone|(^|_)tel(_|$)|postal|street|ip_address|birth|speaker_name|contact_name")


def personal_fields() -> list[str]:
    """Every foreign key to an account, and every field named like an address, as “app.Model.field”."""
    person = get_user_model()
    found = []
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            named = isinstance(field, models.CharField | models.TextField) and PERSONAL.search(field.name)
            if field.related_model is person or named:
                found.append(f"{model._meta.label}.{field.name}")
    return sorted(set(found))


@pytest.mark.parametrize("field", personal_fields())
def test_every_field_about_a_person_belongs_to_a_holding(field: str) -> None:
    covering = [holding.name for holding in holdings() if field in holding.fields]

    assert len(covering) == 1, f"say in a Holding what {field} is kept for (docs/how-to/personal-data.md)"


def test_holdings_name_fields_that_exist() -> None:
    named = [field for holding in holdings() for field in holding.fields]

    for field in named:
        label, _, name = field.rpartition(".")
        assert apps.get_model(label)._meta.get_field(name).concrete, field


@pytest.mark.parametrize("holding", holdings(), ids=lambda holding: holding.name)
def test_holdings_say_why_who_and_what_then(holding: object) -> None:
    texts = [str(getattr(holding, name)) for name in ("label", "why", "seen_by", "at_deletion")]

    assert all(texts)
    assert all(text.endswith(".") for text in texts[1:])
