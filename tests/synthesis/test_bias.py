"""Whether a topic rests on one language's sources, on one national term, or on sheer numbers."""

from collections.abc import Iterable

from tricity.language import Concept, Thesaurus
from tricity.synthesis import (
    Kind,
    OverlapRow,
    Part,
    Quotation,
    Record,
    TopicAssignment,
    TopicReason,
    Via,
    find_overlaps,
)

HOME = {"CN": "zh-hans", "JP": "ja", "KR": "ko"}


def needs(
    country: str, count: int, topic: str = "t", words: str = ""
) -> list[tuple[Record, TopicAssignment]]:
    found = []
    for number in range(count):
        record = Record(f"{topic}-{country}-{number:03}", Kind.NEED, country, "x", language=HOME[country])
        # Without words given, each record says it differently.
        said = words or f"{country} {number}"
        reason = TopicReason(Via.LABEL, Quotation(record.id, Part.TITLE, 0, len(said), said), 1.0)
        found.append((record, TopicAssignment(record.id, topic, 0.5, 1, 1.0, (reason,))))
    return found


def rows(
    given: Iterable[tuple[Record, TopicAssignment]], thesaurus: Thesaurus | None = None
) -> dict[str, OverlapRow]:
    pairs = list(given)
    overlaps = find_overlaps([record for record, _ in pairs], [topic for _, topic in pairs], thesaurus)
    return {row.concept_id: row for row in overlaps.grid}


def elsewhere(*countries: str) -> list[tuple[Record, TopicAssignment]]:
    """Other topics of every country, so that each publishes as much as the others."""
    return [each for country in countries for each in needs(country, 20, f"other-{country}")]


def test_a_topic_of_one_languages_sources_is_marked() -> None:
    given = [*needs("CN", 9), *needs("KR", 1), *elsewhere("CN", "JP", "KR")]

    (warning,) = rows(given)["t"].warnings

    assert warning.key == "rests_on_one_language"
    assert warning.parameters == {"language": "zh", "records": 9, "of": 10}


def test_a_topic_spread_over_the_languages_is_not_marked() -> None:
    given = [*needs("CN", 3), *needs("JP", 3), *needs("KR", 3), *elsewhere("CN", "JP", "KR")]

    assert rows(given)["t"].warnings == ()


def test_where_most_records_are_chinese_a_topic_may_be_so_too() -> None:
    given = [*needs("CN", 90, "other"), *needs("JP", 9, "other"), *needs("CN", 10), *needs("JP", 1)]

    assert rows(given)["t"].warnings == ()


def test_both_ways_of_writing_chinese_are_one_language() -> None:
    given = [*needs("CN", 5), *elsewhere("CN", "JP", "KR")]
    record = Record("tw", Kind.NEED, "CN", "x", language="zh-hant")
    given.append((record, TopicAssignment("tw", "t", 0.5, 1, 1.0)))

    assert rows(given)["t"].warnings[0].parameters["records"] == 6


def test_two_records_say_nothing_about_languages() -> None:
    assert rows([*needs("CN", 2), *elsewhere("CN", "JP")])["t"].warnings == ()


def test_a_topic_recognised_by_one_term_of_one_country_is_marked() -> None:
    given = [*needs("CN", 8, words="河长制"), *needs("JP", 2), *elsewhere("CN", "JP", "KR")]

    (warning,) = rows(given)["t"].warnings

    assert warning.key == "rests_on_one_term"
    assert warning.parameters == {"term": "河长制", "records": 8, "of": 10}


def test_a_term_that_all_countries_use_is_not_national() -> None:
    given = [
        *needs("CN", 3, words="MaaS"),
        *needs("JP", 3, words="MaaS"),
        *needs("KR", 3, words="ＭａａＳ"),
        *elsewhere("CN", "JP", "KR"),
    ]

    assert rows(given)["t"].warnings == ()


def test_a_label_of_one_language_found_in_the_texts_of_another_is_national() -> None:
    thesaurus = Thesaurus([Concept("t", {"zh-hans": ("新闻",), "ja": ("ニュース",), "ko": ("뉴스",)})])
    given = [*needs("CN", 4, words="新闻"), *needs("JP", 4, words="新聞"), *elsewhere("CN", "JP", "KR")]

    (warning,) = rows(given, thesaurus)["t"].warnings

    assert warning.key == "rests_on_one_term"
    assert warning.parameters["records"] == 8


def test_equal_weights_make_all_countries_weigh_the_same() -> None:
    given = [*needs("CN", 30, "other"), *needs("CN", 10), *needs("JP", 5), *needs("JP", 5, "other")]

    overlaps = find_overlaps([record for record, _ in given], [topic for _, topic in given])

    # 40 and 10 needs, 25 on average: each country's needs together count as 25.
    assert overlaps.weights == (0.625, 2.5)
    # √(10 × ½ × 0.625 × 5 × ½ × 2.5) beside √(10 × ½ × 5 × ½)
    assert (overlaps.row("t").equal, overlaps.row("t").shared) == (4.4194, 3.5355)  # type: ignore[union-attr]


def test_what_only_sheer_numbers_bring_into_the_view_is_marked() -> None:
    # Chinese records are twenty times as many. Twelve topics are shared by Japan and Korea; one rests on China.
    given = [*needs("CN", 400, "other-CN"), *needs("CN", 60, "loud"), *needs("JP", 1, "loud")]
    for number in range(12):
        given += [*needs("JP", 2, f"t{number:02}"), *needs("KR", 2, f"t{number:02}")]

    overlaps = find_overlaps([record for record, _ in given], [topic for _, topic in given])
    marked = {row.concept_id for row in overlaps.grid for each in row.warnings if each.key.startswith("gone")}

    assert "loud" in overlaps.view
    assert overlaps.equal_view == tuple(f"t{number:02}" for number in range(12))
    assert marked == {"loud"}


def test_the_language_is_identified_where_it_is_not_stated() -> None:
    given = [*needs("JP", 4), *elsewhere("CN", "JP", "KR")]
    text = "高齢者のための見守りサービスを始めたい。"
    given.append(
        (Record("unstated", Kind.NEED, "JP", text, text), TopicAssignment("unstated", "t", 0.5, 1, 1.0))
    )

    assert rows(given)["t"].warnings[0].parameters == {"language": "ja", "records": 5, "of": 5}
