from __future__ import annotations

from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import IntegrityError
from tests import factories

from tricity.knowledge.models import Record
from tricity.web import identity
from tricity.web.identity import CODE_ALPHABET, Identified, Published, new_code


def test_code_is_long_and_hard_to_misread() -> None:
    code = new_code()

    assert len(code) >= 8
    assert set(code) <= set(CODE_ALPHABET)
    assert not set(CODE_ALPHABET) & set("IO01")


@pytest.mark.django_db
def test_taken_code_is_replaced_by_another() -> None:
    taken = factories.record().code
    with patch.object(identity, "new_code", return_value="FRESHCDE"):
        record = _record_with_code(taken)

    assert record.code == "FRESHCDE"


def _record_with_code(code: str) -> Record:
    record = factories.record()
    copy = Record(kind=record.kind, language="ja", title="t", summary="s", country=record.country, code=code)
    copy.save()
    return copy


@pytest.mark.django_db
def test_a_node_that_draws_only_taken_codes_gives_up() -> None:
    taken = factories.record().code
    with patch.object(identity, "new_code", return_value=taken), pytest.raises(IntegrityError):
        _record_with_code(taken)


@pytest.mark.django_db
def test_address_is_made_of_node_kind_and_code(settings: object) -> None:
    settings.NODE_URI = "https://jp.example.org/id"  # type: ignore[attr-defined]
    record = factories.record(kind="need")

    assert record.uri == f"https://jp.example.org/id/needs/{record.code}"


@pytest.mark.django_db
def test_object_of_another_node_keeps_that_nodes_address() -> None:
    record = factories.record(node="kr-node")

    assert record.uri == f"urn:tricity:kr-node:initiatives:{record.code}"


@pytest.mark.django_db
def test_one_identifier_of_a_source_is_one_object() -> None:
    factories.record(source="file", external_id="a")

    with pytest.raises(IntegrityError):
        factories.record(source="file", external_id="a")


@pytest.mark.django_db
def test_objects_without_identifier_do_not_clash() -> None:
    factories.record(source="file", external_id=None)
    factories.record(source="file", external_id=None)

    assert Record.objects.count() == 2


def test_every_published_object_carries_review_and_provenance() -> None:
    published = [model for model in apps.get_models() if issubclass(model, Published)]
    wanted = {
        "owner",
        "publication_state",
        "version",
        "standing",
        "deleted_at",
        "code",
        "source",
        "external_id",
    }

    assert {model.__name__ for model in published} == {"Record", "Opportunity", "Idea", "Event"}
    for model in published:
        assert wanted <= {field.name for field in model._meta.get_fields()}


def test_every_identified_model_is_unique_per_source() -> None:
    for model in apps.get_models():
        if issubclass(model, Identified):
            assert any(
                constraint.name.endswith("source_identity") for constraint in model._meta.constraints
            ), model
