"""The generator of planted records, which the quality tests rest on."""

from collections import Counter
from collections.abc import Mapping

import pytest

from tests.quality.data import THESAURUS
from tests.synthesis.planting import HELD_OUT_TRAPS, LANGUAGES, TRAPS, plant, subjects
from tricity.language import Engine, Thesaurus
from tricity.synthesis import Kind

CONCEPTS = {
    "parking": {"smart-parking", "parking-sharing", "public-parking"},
    "leaks": {"water-leakage", "water-pipe-renewal"},
    "heat": {"heat-wave-response"},
    "empty-houses": {"vacant-houses"},
    "alone": {"living-alone", "elderly-watch"},
    "dumping": {"illegal-dumping"},
    "flood": {"urban-flooding"},
    "wild-animals": {"wildlife-conflict"},
    "newcomers": {"multicultural-residents"},
    "rides": {"on-demand-transit", "rural-mobility"},
    "nursery": {"childcare", "nursery-placement"},
    "smog": {"air-quality"},
    "charging": {"ev-charging"},
    "dementia": {"dementia-care", "missing-persons"},
    "leftovers": {"food-waste"},
    "slopes": {"landslide"},
    "crowds": {"crowd-management"},
    "snow": {"snow-ice"},
    "sinkholes": {"ground-subsidence"},
    "phones": {"digital-divide"},
}
"""What each subject is called in the thesaurus."""

HELD_OUT = {
    "bicycles": {"bicycle-parking"},
    "night-noise": {"noise-odour"},
    "cats": {"stray-cats", "animal-shelter"},
    "stairs": {"elevators"},
    "playgrounds": {"playgrounds"},
    "graves": {"funeral-facilities"},
}
"""And each of those held out."""


def test_the_same_seed_plants_the_same_records() -> None:
    assert plant(300, seed=7) == plant(300, seed=7)
    assert plant(300, seed=7).records != plant(300, seed=8).records


def test_records_are_as_many_as_asked_for_each_with_an_id_of_its_own() -> None:
    planting = plant(1000)

    assert len(planting.records) == 1000
    assert len({each.id for each in planting.records}) == 1000


def test_every_subject_is_needed_and_done_in_its_countries_alone() -> None:
    planting = plant(2000)

    for subject, countries in planting.countries_of.items():
        own = [each for each in planting.records if planting.subject_of[each.id] == subject]
        assert {each.country for each in own} == countries
        assert any(each.kind is Kind.NEED for each in own)
        assert any(each.is_running for each in own)


def test_traps_are_needed_in_one_country_alone() -> None:
    planting = plant(2000)

    for subject, country in planting.traps.items():
        own = [each for each in planting.records if planting.subject_of[each.id] == subject]
        assert {each.country for each in own if each.kind is Kind.NEED} == {country}


def test_most_records_are_on_nothing_that_is_planted() -> None:
    planting = plant(2000)

    assert 0.6 < Counter(planting.subject_of.values())[""] / 2000 < 0.75


@pytest.mark.parametrize("held_out", [False, True])
def test_languages_share_no_sentence_and_each_has_as_many_of_every_subject(held_out: bool) -> None:
    for subject, by_language in subjects(held_out).items():
        assert set(by_language) == set(LANGUAGES.values()), subject
        assert {len(words["sentences"]) for words in by_language.values()} == {5}
    assert set(HELD_OUT_TRAPS if held_out else TRAPS) < set(subjects(held_out))


@pytest.mark.parametrize(("held_out", "concepts"), [(False, CONCEPTS), (True, HELD_OUT)])
def test_no_phrase_has_a_label_of_what_it_is_about(held_out: bool, concepts: Mapping[str, set[str]]) -> None:
    thesaurus = Thesaurus.from_jsonl(THESAURUS)

    said = [
        (subject, phrase, each.label)
        for subject, by_language in subjects(held_out).items()
        for language, words in by_language.items()
        for phrase in (*words["titles"], *words["sentences"])
        for each in thesaurus.find(phrase, language)
        if each.concept_id in concepts[subject]
    ]

    assert said == []
    assert set(concepts) == set(subjects(held_out))


def test_subjects_held_out_are_others() -> None:
    assert not set(subjects()) & set(subjects(held_out=True))


def test_an_engine_without_a_thesaurus_can_read_them() -> None:
    record = plant(60, most=2).records[0]

    assert Engine(Thesaurus()).analyze(record.title, record.language).features
