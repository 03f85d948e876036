"""The thesaurus the product ships (tricity.terms' seed) is whole and usable."""

from pathlib import Path

import pytest

import tricity.language
from tricity.language import INTERFACE_LANGUAGES, LANGUAGES, Engine, Thesaurus

SEED = Path(tricity.language.__file__).parents[1] / "terms" / "seed" / "thesaurus.jsonl"


@pytest.fixture(scope="module")
def seed() -> Thesaurus:
    return Thesaurus.from_jsonl(SEED)


def test_ids_are_unique(seed: Thesaurus) -> None:
    assert len(seed) == len(SEED.read_text(encoding="utf-8").splitlines()) >= 150


def test_links_lead_somewhere(seed: Thesaurus) -> None:
    missing = {
        (concept.id, linked)
        for concept in seed.concepts.values()
        for linked in (*concept.broader, *concept.related)
        if linked not in seed.concepts or linked == concept.id
    }

    assert missing == set()


def test_every_concept_has_a_preferred_label_in_five_languages(seed: Thesaurus) -> None:
    missing = [
        (concept.id, code)
        for concept in seed.concepts.values()
        for code in LANGUAGES
        if not concept.labels.get(code)
    ]

    assert missing == []


def test_every_concept_leads_up_to_a_top_concept(seed: Thesaurus) -> None:
    lost = [
        concept.id
        for concept in seed.concepts.values()
        if not concept.top and not any(seed[up].top for up in seed.ancestors(concept.id))
    ]

    assert lost == []


def test_preferred_labels_are_unique_within_a_language(seed: Thesaurus) -> None:
    for code in LANGUAGES:
        labels = [concept.labels[code][0].casefold() for concept in seed.concepts.values()]
        assert sorted({label for label in labels if labels.count(label) > 1}) == [], code


def test_some_concepts_are_about_services_across_borders(seed: Thesaurus) -> None:
    assert any(concept.cross_border for concept in seed.concepts.values())


@pytest.mark.parametrize("code", INTERFACE_LANGUAGES)
def test_preferred_labels_are_found_in_text(seed: Thesaurus, code: str) -> None:
    unfound = [
        concept.id
        for concept in seed.concepts.values()
        if concept.id not in {mention.concept_id for mention in seed.find(concept.labels[code][0], code)}
    ]

    assert unfound == []


@pytest.mark.parametrize("code", INTERFACE_LANGUAGES)
def test_preferred_labels_are_found_by_the_engine(seed: Thesaurus, code: str) -> None:
    engine = Engine(seed)
    unfound = [
        concept.id
        for concept in seed.concepts.values()
        if f"concept:{concept.id}" not in engine.analyze(concept.labels[code][0], code).terms()
    ]

    assert unfound == []
