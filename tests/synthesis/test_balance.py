"""The balance meter and the cheapest change, against trying every change."""

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tricity.synthesis.balance import MOST_EXCHANGES, Change, Voice, balance, cheapest_change

COUNTRIES = ("CN", "JP", "KR")
KINDS = ("city", "company")
VOICES = [
    Voice(country, kind, of_capital)
    for country in COUNTRIES
    for kind, of_capital in (("city", True), ("city", False), ("company", None))
]
SOME = st.lists(st.sampled_from([*VOICES, Voice("", "company"), Voice()]), max_size=6)


def many(*counts: tuple[str, str, int]) -> list[Voice]:
    """So many of a country and kind; cities are none of them capitals."""
    return [
        Voice(country, kind, False if kind == "city" else None)
        for country, kind, count in counts
        for _ in range(count)
    ]


def test_a_country_with_fewer_than_half_as_many_voices_as_another_is_thin() -> None:
    found = balance(many(("CN", "city", 5), ("JP", "city", 3), ("KR", "company", 2)), COUNTRIES, KINDS)

    assert found.thin_countries == ("KR",)
    assert not found.is_balanced


def test_what_is_balanced_needs_no_change() -> None:
    fair = many(("CN", "city", 2), ("JP", "city", 1), ("KR", "company", 1))

    assert balance(fair, COUNTRIES, KINDS).is_balanced
    assert cheapest_change(fair, COUNTRIES, KINDS) == ()


def test_one_voice_fills_a_missing_country_and_a_missing_kind() -> None:
    cities = many(("CN", "city", 1), ("JP", "city", 1))

    assert cheapest_change(cities, COUNTRIES, KINDS) == (Change(Voice("KR", "company")),)


def test_where_all_cities_are_capitals_another_city_is_added() -> None:
    capitals = [Voice("CN", "city", True), Voice("JP", "city", True), *many(("KR", "company", 1))]

    assert cheapest_change(capitals, COUNTRIES, KINDS) == (Change(Voice("CN", "city", False)),)


def test_an_exchange_is_proposed_where_it_is_fewer_changes_than_adding() -> None:
    uneven = many(("CN", "city", 7), ("JP", "company", 4), ("KR", "company", 2))

    # Half of seven is four: Korea would need two more. With one less from China it needs one.
    assert cheapest_change(uneven, COUNTRIES, KINDS) == (
        Change(Voice("KR", "city", False), instead_of=Voice("CN", "city", False)),
    )


def test_nobody_is_missed_where_nobody_speaks_yet() -> None:
    assert cheapest_change([Voice()], COUNTRIES, KINDS) == ()


@settings(max_examples=60, deadline=None)
@given(SOME)
def test_the_change_mends_everything_and_no_fewer_additions_or_exchanges_would(voices: list[Voice]) -> None:
    changes = cheapest_change(voices, COUNTRIES, KINDS)

    known = [each for each in voices if each.kind]
    if not known:
        assert changes == ()
        return
    assert balance(changed(known, changes), COUNTRIES, KINDS).is_balanced
    for size in range(min(len(changes), 3)):
        assert not any(mends(known, list(some)) for some in combinations_with_replacement(VOICES, size))
        if size <= MOST_EXCHANGES:
            assert not any(mends(rest, list(come)) for rest, come in exchanges(known, size))


@given(SOME, st.randoms(use_true_random=False))
def test_the_order_of_voices_changes_nothing(voices: list[Voice], random: Random) -> None:
    shuffled = voices[:]
    random.shuffle(shuffled)

    assert cheapest_change(shuffled, COUNTRIES, KINDS) == cheapest_change(voices, COUNTRIES, KINDS)


def changed(known: Sequence[Voice], changes: Sequence[Change]) -> list[Voice]:
    """The voices after the changes; where any kind will do, a company comes."""
    rest = list(known)
    for each in changes:
        if each.instead_of is not None:
            rest.remove(each.instead_of)
        rest.append(each.add if each.add.kind else Voice(each.add.country, "company"))
    return rest


def mends(known: list[Voice], added: list[Voice]) -> bool:
    return balance([*known, *added], COUNTRIES, KINDS).is_balanced


def exchanges(known: Sequence[Voice], size: int) -> Iterator[tuple[list[Voice], tuple[Voice, ...]]]:
    for places in combinations_with_replacement(range(len(known)), size):
        if len(set(places)) == size:
            rest = [each for place, each in enumerate(known) if place not in places]
            for come in combinations_with_replacement(VOICES, size):
                yield rest, come
