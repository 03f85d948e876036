from collections.abc import Iterator
from pathlib import Path

import pytest

from tricity.language import Engine, IndexBusy, IndexDocument, IndexOutdated, SearchIndex

FACETS = ("country", "kind", "language")
DOCUMENTS = {
    "zh-1": ("zh-hans", "智慧停车场建设", "CN", "initiative"),
    "zh-2": ("zh-hans", "城市内涝监测", "CN", "need"),
    "ja-1": ("ja", "駅前駐車場の予約", "JP", "initiative"),
    "ja-2": ("ja", "下水道の管理", "JP", "need"),
    "ko-1": ("ko", "공영주차장 공유", "KR", "initiative"),
    "ko-2": ("ko", "미세먼지 측정", "KR", "need"),
    "en-1": ("en", "Sharing parking lots", "KR", "solution"),
}
QUESTIONS = {"zh-hans": "停车场", "ja": "駐車場", "ko": "주차장", "en": "parking lot"}


def documents(engine: Engine, visibility: tuple[str, ...] = ("public",)) -> Iterator[IndexDocument]:
    for number, (key, (language, title, country, kind)) in enumerate(DOCUMENTS.items()):
        yield IndexDocument(
            key,
            engine.analyze(title, language),
            facets={"country": [country], "kind": [kind]},
            visibility=visibility,
            sort=number,
        )


@pytest.fixture
def index(engine: Engine) -> SearchIndex:
    index = SearchIndex.open(facets=FACETS)
    index.update(documents(engine))
    return index


def ids(index: SearchIndex, engine: Engine, text: str | None, **options: object) -> list[str]:
    query = None if text is None else engine.analyze_query(text)
    return [hit.id for hit in index.search(query, **options).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize("language", QUESTIONS)
def test_a_question_in_any_language_finds_records_in_all(
    index: SearchIndex, engine: Engine, language: str
) -> None:
    results = index.search(engine.analyze_query(QUESTIONS[language], language))

    assert {hit.id for hit in results.hits} == {"zh-1", "ja-1", "ko-1", "en-1"}
    assert results.total == 4
    assert DOCUMENTS[results.hits[0].id][0] == language


def test_scores_fall(index: SearchIndex, engine: Engine) -> None:
    scores = [hit.score for hit in index.search(engine.analyze("駐車場 管理", "ja")).hits]

    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


def test_without_a_question_all_are_listed_newest_first(index: SearchIndex, engine: Engine) -> None:
    assert ids(index, engine, None) == list(reversed(DOCUMENTS))
    assert ids(index, engine, None, limit=2, offset=1) == ["ko-2", "ko-1"]
    assert index.search(limit=0).total == 7


def test_a_question_without_features_finds_nothing(index: SearchIndex, engine: Engine) -> None:
    results = index.search(engine.analyze("?!"), counts=["country"])

    assert (results.total, results.hits, results.counts) == (0, (), {"country": {}})


def test_pages_follow_each_other(index: SearchIndex, engine: Engine) -> None:
    everything = ids(index, engine, "駐車場")

    assert [ids(index, engine, "駐車場", limit=1, offset=place)[0] for place in range(4)] == everything


def test_filters_are_alternatives_within_and_narrow_between(index: SearchIndex, engine: Engine) -> None:
    assert set(ids(index, engine, None, filters={"country": ["CN", "JP"]})) == {
        "zh-1",
        "zh-2",
        "ja-1",
        "ja-2",
    }
    assert set(ids(index, engine, None, filters={"country": ["CN", "JP"], "kind": ["need"]})) == {
        "zh-2",
        "ja-2",
    }
    assert ids(index, engine, "parking lot", filters={"country": ["JP"]}) == ["ja-1"]
    assert ids(index, engine, None, filters={"country": ["XX"]}) == []


def test_counts_leave_out_the_facets_own_filter(index: SearchIndex) -> None:
    results = index.search(filters={"country": ["JP"], "kind": []}, counts=FACETS)

    assert results.total == 2
    assert results.counts == {
        "country": {"CN": 2, "JP": 2, "KR": 3},
        "kind": {"initiative": 1, "need": 1},
        "language": {"ja": 2},
    }


def test_counts_of_a_question(index: SearchIndex, engine: Engine) -> None:
    results = index.search(engine.analyze("駐車場", "ja"), counts=["country"])

    assert results.counts == {"country": {"CN": 1, "JP": 1, "KR": 2}}


def test_drafts_do_not_leak(engine: Engine) -> None:
    index = SearchIndex.open(facets=FACETS)
    index.update(documents(engine, visibility=("curators", "owner-7")))

    public = index.search(engine.analyze("駐車場", "ja"), counts=FACETS)

    assert (public.total, public.hits) == (0, ())
    assert public.counts == {facet: {} for facet in FACETS}
    assert index.search(visibility=[]).total == 0
    assert index.search(visibility=["public", "owner-7"]).total == 7


def test_update_replaces_and_delete_removes(index: SearchIndex, engine: Engine) -> None:
    index.update([IndexDocument("zh-1", engine.analyze("下水道", "ja"))])
    index.delete(["ja-2", "unknown"])

    assert len(index) == 6
    assert ids(index, engine, "下水道") == ["zh-1"]


def test_a_failed_block_changes_nothing(index: SearchIndex, engine: Engine) -> None:
    good = IndexDocument("new", engine.analyze("交通", "zh-hans"))
    bad = IndexDocument("bad", engine.analyze("交通", "zh-hans"), facets={"planet": ["x"]})

    with pytest.raises(ValueError, match="planet"):
        index.update([good, bad])

    assert len(index) == 7


def test_equal_sorts_have_one_order_whatever_the_order_of_arrival(engine: Engine) -> None:
    given = [IndexDocument(f"d{number}", engine.analyze("交通", "zh-hans"), sort=5) for number in range(6)]
    orders = []
    for arrival in (given, given[::-1]):
        index = SearchIndex.open(facets=())
        index.update(arrival)
        orders.append(ids(index, engine, None))

    assert orders[0] == orders[1]


@pytest.mark.parametrize("arguments", [{"filters": {"planet": ["x"]}}, {"counts": ["planet"]}])
def test_unknown_facets_are_refused(index: SearchIndex, arguments: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="planet"):
        index.search(**arguments)  # type: ignore[arg-type]


def test_a_document_with_an_unknown_facet_or_a_wild_sort_is_refused(
    index: SearchIndex, engine: Engine
) -> None:
    text = engine.analyze("交通", "zh-hans")

    with pytest.raises(ValueError, match="planet"):
        index.update([IndexDocument("a", text, facets={"planet": ["x"]})])
    with pytest.raises(ValueError, match="sort"):
        index.update([IndexDocument("a", text, sort=1 << 50)])
    assert len(index) == 7


@pytest.mark.parametrize("facets", [("a b",), ("a", "a"), ("",)])
def test_facets_are_distinct_plain_words(facets: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="facets"):
        SearchIndex.open(facets=facets)


def test_a_folder_is_opened_again_and_read_beside_a_writer(tmp_path: Path, engine: Engine) -> None:
    writer = SearchIndex.open(tmp_path / "index", FACETS)
    reader = SearchIndex.open(tmp_path / "index", FACETS)
    writer.update(documents(engine))

    before = reader.search().total
    reader.reload()

    assert (before, reader.search().total) == (0, 7)
    assert SearchIndex.open(tmp_path / "index", FACETS).search().total == 7


def test_a_second_writer_is_told_to_wait(tmp_path: Path, engine: Engine) -> None:
    one, other = SearchIndex.open(tmp_path, FACETS), SearchIndex.open(tmp_path, FACETS)

    with one.writer(), pytest.raises(IndexBusy):
        other.delete(["a"])

    other.delete(["a"])


@pytest.mark.parametrize(
    "stamp", ['{"layout": 0, "facets": ["country", "kind", "language"]}', "broken", None]
)
def test_another_layout_is_outdated(tmp_path: Path, stamp: str | None) -> None:
    SearchIndex.open(tmp_path, FACETS)
    path = tmp_path / "tricity-index.json"
    path.unlink() if stamp is None else path.write_text(stamp)

    with pytest.raises(IndexOutdated):
        SearchIndex.open(tmp_path, FACETS)


def test_other_facets_are_outdated(tmp_path: Path) -> None:
    SearchIndex.open(tmp_path, FACETS)

    with pytest.raises(IndexOutdated):
        SearchIndex.open(tmp_path, ("country",))


def test_rarity_is_the_idf_of_a_term(index: SearchIndex) -> None:
    assert index.rarity("concept:parking") < index.rarity("concept:unknown")
