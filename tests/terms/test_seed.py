from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import timezone

from tricity.language import INTERFACE_LANGUAGES
from tricity.terms.actions import Loaded, load_seed
from tricity.terms.errors import BadSeed
from tricity.terms.models import Concept
from tricity.terms.queries import thesaurus, version
from tricity.terms.seeds import read_seed

NAMES = {"en": "Mobility", "zh-hans": "交通", "ja": "交通", "ko": "교통"}


def line(slug: str, **fields: Any) -> str:
    return json.dumps({"id": slug, "pref": NAMES, **fields})


@pytest.mark.django_db
def test_load_seed_again_changes_nothing() -> None:
    lines = [line("mobility", top=True), line("parking", broader=["mobility"], related=["bus"]), line("bus")]

    first, before = load_seed(lines), version()
    second = load_seed(lines)

    assert first == Loaded(created=3, changed=0, unchanged=0, kept=0)
    assert second == Loaded(created=0, changed=0, unchanged=3, kept=0)
    assert version() == before


@pytest.mark.django_db
def test_load_seed_follows_changes_of_the_file() -> None:
    load_seed([line("mobility"), line("parking", broader=["mobility"]), line("bus")])
    before = version()

    loaded = load_seed(
        [line("mobility"), line("parking", broader=["bus"]), line("bus", alt={"ja": ["バス"]})]
    )

    assert loaded == Loaded(created=0, changed=2, unchanged=1, kept=0)
    assert version() != before
    assert thesaurus()["parking"].broader == ("bus",)
    assert thesaurus()["bus"].labels["ja"] == ("交通", "バス")


@pytest.mark.django_db
def test_load_seed_leaves_edited_concepts_as_edited() -> None:
    load_seed([line("mobility"), line("parking", broader=["mobility"]), line("bus")])
    parking = Concept.objects.get(slug="parking")
    parking.names, parking.edited_at = {**NAMES, "en": "Car parks"}, timezone.now()
    parking.save()
    parking.broader.clear()
    parking.related.add(Concept.objects.get(slug="bus"))

    loaded = load_seed([line("mobility"), line("parking", broader=["mobility"]), line("bus")])

    assert loaded == Loaded(created=0, changed=0, unchanged=2, kept=1)
    concept = thesaurus()["parking"]
    assert (concept.labels["en"], concept.broader, concept.related) == (("Car parks",), (), ("bus",))


@pytest.mark.django_db
def test_load_seed_keeps_a_concept_that_left_the_file() -> None:
    load_seed([line("mobility"), line("bus")])

    load_seed([line("mobility")])

    assert sorted(Concept.objects.values_list("slug", flat=True)) == ["bus", "mobility"]


@pytest.mark.django_db
def test_related_holds_in_both_directions() -> None:
    load_seed([line("parking", related=["bus"]), line("bus")])

    assert thesaurus()["bus"].related == ("parking",)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["{"], "line 1: "),
        (["[]"], "line 1: "),
        ([line("Parking")], "line 1: “Parking” is no slug"),
        ([json.dumps({"id": "bus", "pref": {"en": "Bus"}})], "line 1: “bus” has no label in"),
        ([json.dumps({"id": "bus", "pref": {**NAMES, "fr": "bus"}})], "line 1: unknown languages fr"),
        ([line("bus"), "", line("bus")], "line 3: “bus” is there already, in line 1"),
        ([line("bus", broader=["mobility"])], "line 1: unknown concepts mobility"),
    ],
)
def test_read_seed_names_the_line_that_is_wrong(lines: list[str], message: str) -> None:
    with pytest.raises(BadSeed) as refused:
        read_seed(lines)

    assert str(refused.value).startswith(message)


def test_shipped_seed_can_be_read() -> None:
    seed = read_seed()

    assert len(seed) >= 150
    assert any(concept.cross_border for concept in seed)
    assert all(concept.names[language] for concept in seed for language in INTERFACE_LANGUAGES)


@pytest.mark.django_db
def test_shipped_thesaurus_serves_until_one_is_loaded() -> None:
    assert version() == "seed"
    assert len(thesaurus()) == len(read_seed())

    load_seed([line("mobility")])

    assert list(thesaurus().concepts) == ["mobility"]
