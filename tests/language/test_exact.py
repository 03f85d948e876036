"""Scoring the best hits anew: what rounding loses, and what must not change."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest

from tricity.language import Analysis, Feature, FeatureKind, IndexDocument, SearchIndex, TextTerms
from tricity.language.index import exact, search_index
from tricity.language.index.exact import scores, term_hashes
from tricity.language.index.weights import repeated_terms, weigh

NOWHERE = np.zeros(2, np.float32)
EAST = np.array([1, 0], np.float32)
NORTH = np.array([0, 1], np.float32)


def pack(weights: dict[str, float], vector: npt.NDArray[np.float32]) -> bytes:
    return exact.pack(term_hashes(weights), np.array(list(weights.values())), vector)


def kept(weights: dict[str, float]) -> bytes:
    return pack(weights, NOWHERE)


def asking(*words: str) -> Analysis:
    features = tuple(Feature(FeatureKind.WORD, word, 1.0, 0, 1) for word in words)
    return Analysis(" ".join(words), "ja", (), features)


def document(key: str, weights: dict[str, float], language: str = "ja") -> IndexDocument:
    return IndexDocument(
        key, TextTerms(language, {}), TextTerms(language, {f"word:{word}": w for word, w in weights.items()})
    )


def index_of(documents: Sequence[IndexDocument]) -> SearchIndex:
    index = SearchIndex.open(facets=("language",))
    index.update(documents)
    return index


def test_a_score_is_bm25_with_the_weights_given() -> None:
    (alone,) = scores([kept({"a": 2.5, "b": 1.0})], {"a": 3.0, "unknown": 9.0}, NOWHERE, [1.0])

    assert math.isclose(alone, 3.0 * 2.5 * 2.2 / (2.5 + 1.2))


def test_a_term_that_occurs_counts_once_at_least_as_in_the_index() -> None:
    sure, unsure = scores([kept({"a": 1.0}), kept({"a": 0.2})], {"a": 3.0}, NOWHERE, [1.0, 1.0])

    assert sure == unsure > 0


def test_the_cosine_adds_its_share_of_the_best_score() -> None:
    same, across = scores([pack({"a": 1.0}, EAST), pack({"a": 1.0}, NORTH)], {"a": 2.0}, EAST, [0.5, 0.5])

    assert across == 2.0
    assert math.isclose(same, 2.0 + 0.5 * 2.0, rel_tol=0.01)


def test_a_vector_that_points_away_takes_nothing() -> None:
    (score,) = scores([pack({"a": 1.0}, -EAST)], {"a": 2.0}, EAST, [0.5])

    assert score == 2.0


def test_scores_do_not_depend_on_the_place_among_the_hits() -> None:
    chance = np.random.default_rng(1)
    made = []
    for number in range(50):
        vector = chance.normal(size=64).astype(np.float32)
        weights = {f"t{each}": float(chance.uniform(0.1, 9)) for each in chance.integers(0, 200, 20 + number)}
        made.append(pack(weights, vector / np.linalg.norm(vector)))
    asked = {f"t{each}": 1.0 + each / 100 for each in range(40)}
    question = np.full(64, 1 / 8, np.float32)

    forth = scores(made, asked, question, [0.1] * 50)
    back = scores(made[::-1], asked, question, [0.1] * 50)

    assert forth.tolist() == back[::-1].tolist()


def test_documents_without_terms_or_vectors_score_nothing() -> None:
    nothing = np.zeros(0, np.float32)

    assert scores([pack({}, nothing), pack({}, nothing)], {"a": 1.0}, nothing, [1.0, 1.0]).tolist() == [0, 0]


def test_weights_that_round_to_the_same_are_told_apart() -> None:
    given = [document("a-less", {"駅": 1.6, "他": 2.0}), document("b-more", {"駅": 2.4, "他": 2.0})]
    rounded = [repeated_terms(weigh(each)) for each in given]

    hits = index_of(given).search(asking("駅")).hits

    assert rounded[0] == rounded[1]
    assert [hit.id for hit in hits] == ["b-more", "a-less"]
    assert hits[0].score > hits[1].score


def test_equals_are_in_the_order_of_their_ids_whatever_the_order_of_arrival() -> None:
    given = [document(f"d{number}", {"駅": 1.0}) for number in range(9)]

    for arrival in (given, given[::-1]):
        assert [hit.id for hit in index_of(arrival).search(asking("駅")).hits] == [each.id for each in given]


@pytest.mark.parametrize("window", [3, 10, 60])
def test_pages_follow_each_other_within_and_beyond_what_is_scored_anew(
    window: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "WINDOW", window)
    index = index_of(
        [
            document(f"{language}{number}", {"駅": 1 + 0.3 * number, "橋": number % 3, "他": 5.0}, language)
            for number in range(12)
            for language in ("ja", "ko")
        ]
    )
    question = asking("駅", "橋")

    whole = index.search(question, limit=30)
    pages = [index.search(question, limit=5, offset=start) for start in range(0, 25, 5)]

    assert [hit for page in pages for hit in page.hits] == list(whole.hits)
    assert len({hit.id for hit in whole.hits}) == whole.total == 24
    found = [hit.score for hit in whole.hits]
    assert found == sorted(found, reverse=True)
    assert {page.total for page in pages} == {24}


def test_counts_and_total_are_of_all_matches_not_of_those_scored_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search_index, "WINDOW", 2)
    index = index_of([document(f"d{number}", {"駅": 1.0}) for number in range(7)])

    results = index.search(asking("駅"), limit=1, counts=["language"])

    assert (results.total, results.counts) == (7, {"language": {"ja": 7}})
    assert index.search(asking("駅"), limit=0).hits == ()
    assert index.rarity("word:駅") > 0
