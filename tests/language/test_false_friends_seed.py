"""The misleading words the product ships are whole and usable."""

import re
from pathlib import Path

import pytest

import tricity.language
from tricity.language import INTERFACE_LANGUAGES, FalseFriends, load_false_friends

SEED = Path(tricity.language.__file__).parents[1] / "terms" / "seed"
LETTERS = {
    "zh-hans": "[\u4e00-\u9fff]",
    "zh-hant": "[\u4e00-\u9fff]",
    "ja": "[ぁ-ゖァ-ヺー々\u4e00-\u9fff]",
    "ko": "[가-힣]",
}


@pytest.fixture(scope="module")
def seed() -> FalseFriends:
    return load_false_friends(SEED / "false_friends.jsonl", SEED / "thesaurus.jsonl")


def test_there_are_three_hundred_each_once(seed: FalseFriends) -> None:
    assert len({friend.form for friend in seed.friends}) == len(seed) >= 300


def test_every_entry_has_a_note_in_every_interface_language(seed: FalseFriends) -> None:
    lacking = [friend.form for friend in seed.friends if set(friend.note) != set(INTERFACE_LANGUAGES)]

    assert lacking == []
    assert all(all(friend.note.values()) for friend in seed.friends)


def test_forms_are_written_as_their_languages_are(seed: FalseFriends) -> None:
    odd = [
        (form.language, word)
        for friend in seed.friends
        for form in friend.forms
        for word in form.words
        if not re.fullmatch(f"{LETTERS[form.language]}+", word)
    ]

    assert odd == []


def test_every_entry_joins_languages(seed: FalseFriends) -> None:
    assert [friend.form for friend in seed.friends if len(friend.forms) < 2] == []


@pytest.mark.parametrize("language", ["zh-hans", "ja"])
def test_most_entries_are_found_in_their_own_words(seed: FalseFriends, language: str) -> None:
    forms = [form for friend in seed.friends if (form := friend.form_in(language))]

    found = [form for form in forms if seed.find(form.words[0], language)]

    assert len(found) >= 0.95 * len(forms), sorted(
        {form.text for form in forms} - {form.text for form in found}
    )
