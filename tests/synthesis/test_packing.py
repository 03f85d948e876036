"""Records read straight into columns are what the analysis of each says, feature by feature and word by word."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.synthesis.comparing import plain
from tests.synthesis.examples import RECORDS
from tests.synthesis.planting import plant
from tricity.language import LANGUAGES, Concept, Engine, FeatureKind, Thesaurus, word_table
from tricity.language.segment.base import Token
from tricity.language.segment.registry import make_segmenter, use_segmenters
from tricity.synthesis import AnalyzedRecord, Kind, Record, analyze, analyze_by
from tricity.synthesis.analysis import texts_of
from tricity.synthesis.columns import KEPT, Vocabulary, in_columns, is_packed
from tricity.synthesis.packing import Packer, Packet, Unpacker

ODD = {
    "nothing": "",
    "spaces": " \n　\t",
    "full-width": "ＩｏＴセンサー１２３個、５Ｇ基地局。ｽﾏｰﾄﾊﾟｰｷﾝｸﾞ駐車場！",
    "combining marks": "駐車場か\u3099e\u0301cole 주차장\u0301 " + "\u0301" * 30,
    "places that move": "㎡あたり①駐車場Ⅳ㌔、ﬁｌe。주차장㎡",
    "lone jamo": "ㅋㅋㅋ ㅈㅜㅊㅏㅈㅏㅇ ᄀ\u1161\u11a8",
    "an empty word": "싸고 큰 차. 해서 됐다. 예뻤다. 가게였다.",
    "controls": "\u202e停車場\u202c\x00\ufeff駐車場\ud800",
    "very long words": "駐" * 150 + "a" * 300 + " " + "가" * 250 + "ア" * 150,
    "neighbouring nouns": "충전기 설치 공영주차장관리시스템 3대충전기",
    "hyphens": "A car-sharing V2X co-working Smart-City hub for car sharing",
    "marks of repetition": "人々の駐車場、益々々発展",
    "labels across sentences": "There is water. Leakage of water\nleakage. 駐車\n場と駐車場シェ\nア。주차장이다. 주차장",
}
LETTERS = st.one_of(
    st.characters(),
    st.sampled_from(
        "停車场駐車場シェア交通々のバスーﾃﾞ゛교통주차ᄀ\u1161\u3099\u0301 ·・AaİßΣﬁⅣ㌔５.。！,'’\n\t\x00\ufeff"
    ),
)
TEXTS = st.one_of(
    st.text(LETTERS, max_size=50),
    st.lists(
        st.sampled_from(
            [
                "停车场",
                "駐車場シェア",
                "공영 주차장",
                "주차공유",
                "parking lots",
                "横浜",
                "EV",
                "　",
                "5G",
                "。",
                "\n",
                "했다. ",
                "lab. ",
            ]
        ),
        max_size=9,
    ).map("".join),
)
FEW = settings(
    max_examples=80, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip


@pytest.fixture(scope="module")
def packer(engine: Engine) -> Packer:
    return Packer(engine, whole=True)


def records(*texts: tuple[str, str, str]) -> list[Record]:
    return [
        Record(f"r{number:05}", Kind.NEED, "JP", title, summary, language)
        for number, (title, summary, language) in enumerate(texts)
    ]


def read(given_records: Sequence[Record], packer: Packer) -> list[AnalyzedRecord]:
    return Unpacker(Vocabulary()).unpack(packer.read(map(texts_of, given_records)), given_records)


def assert_same(direct: Sequence[AnalyzedRecord], analyzed: Sequence[AnalyzedRecord], engine: Engine) -> None:
    """Compare with the analyses put into columns: numbers, weights, places, words, labels."""
    expected = in_columns(analyzed, Vocabulary())
    assert plain(direct) == plain(expected)
    for one, other in zip(direct, expected, strict=True):
        for mine, theirs in ((one.title, other.title), (one.summary, other.summary)):
            assert is_packed(mine)
            assert is_packed(theirs)
            assert mine.numbers.tolist() == theirs.numbers.tolist()
            boundaries = {place for token in theirs.tokens for place in (token.start, token.end)}
            assert mine.mentions == tuple(engine.thesaurus.find(theirs.text, theirs.language, boundaries))
    if direct:
        assert vocabulary_of(direct).terms == vocabulary_of(expected).terms


def vocabulary_of(packed: Sequence[AnalyzedRecord]) -> Vocabulary:
    title = packed[0].title
    assert is_packed(title)
    return title.columns.vocabulary


def test_all_is_read_but_names_and_numbers() -> None:
    assert set(FeatureKind) - KEPT == {FeatureKind.NAME, FeatureKind.NUMBER}


def test_records_of_all_languages_are_read_as_they_are_analysed(engine: Engine, packer: Packer) -> None:
    some = [*RECORDS, *plant(40, most=3).records]

    assert_same(read(some, packer), [analyze([each], engine)[0] for each in some], engine)


@pytest.mark.parametrize("language", ["", *LANGUAGES])
@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_read_as_they_are_analysed(
    engine: Engine, packer: Packer, name: str, language: str
) -> None:
    text = ODD[name]
    some = records((text, f"駐車場。{text}\n{text}", language), ("", text, language))

    assert_same(read(some, packer), analyze(some, engine), engine)


@FEW
@given(st.lists(st.tuples(TEXTS, TEXTS, st.sampled_from(["", *LANGUAGES])), max_size=4))
def test_any_texts_are_read_as_they_are_analysed(
    engine: Engine, packer: Packer, texts: list[tuple[str, str, str]]
) -> None:
    some = records(*texts)

    assert_same(read(some, packer), analyze(some, engine), engine)


def test_a_text_is_read_to_the_length_to_which_it_is_analysed(engine: Engine, packer: Packer) -> None:
    some = records(("駐車場 주차장 停车场 parking lot 。" * 7_000, "", "en"))

    assert_same(read(some, packer), analyze(some, engine), engine)


def test_the_order_of_meanings_at_one_place_is_that_of_the_analysis() -> None:
    """Two topics share a label and some of what is broader, at several distances."""
    concepts = [
        Concept("b", {"ja": ("駐車場",)}, broader=("c", "a")),
        Concept("a", {"ja": ("駐車場",)}, broader=("top level",)),
        Concept("c", {}, broader=("top level",)),
        Concept("top level", {}),
    ]
    engine = Engine(Thesaurus(concepts))
    some = records(("駐車場の駐車場", "", "ja"))

    assert_same(read(some, Packer(engine)), analyze(some, engine), engine)


def test_words_that_cover_one_another_are_in_the_order_of_the_analysis(engine: Engine) -> None:
    """A segmenter of elsewhere that gives several words, and empty ones, at one place."""

    class Overlapping:
        def segment(self, text: str) -> list[Token]:
            words = [
                ("駐車場", 0, 3),
                ("車", 1, 2),
                ("駐車", 0, 2),
                ("駐車場", 0, 3),
                ("停車場", 0, 3),
                ("", 2, 2),
            ]
            return [Token(text[start:end], start, end, word, "名詞-普通名詞") for word, start, end in words]

    own = make_segmenter
    use_segmenters(lambda family: Overlapping() if family == "ja" else own(family))
    try:
        some = records(("駐車場", "駐車場。\n駐車場①", "ja"), ("parking", "주차장", "ko"))

        assert_same(read(some, Packer(engine)), analyze(some, engine), engine)
    finally:
        use_segmenters(None)


def test_labels_of_a_title_are_those_found_in_it_as_it_is_written() -> None:
    """An empty word of a text that is not in NFKC stands at its start: so nothing ends within the text itself."""

    class Empty:
        def segment(self, text: str) -> list[Token]:
            return [Token("", 1, 1, "は", "助詞-係助詞")]

    own = make_segmenter
    engine = Engine(Thesaurus([Concept("car", {"ja": ("車",)})]))
    use_segmenters(lambda family: Empty() if family == "ja" else own(family))
    try:
        some = records(("駐車Ａ", "駐車", "ja"))
        assert_same(read(some, Packer(engine)), analyze(some, engine), engine)
    finally:
        use_segmenters(None)


def test_what_was_read_before_changes_nothing(engine: Engine, packer: Packer) -> None:
    read(RECORDS[::-1], packer)

    again, first = (each.read(map(texts_of, RECORDS)) for each in (packer, Packer(engine)))

    assert contents(again) == contents(first)


def test_packets_of_several_packers_give_the_same_numbers_as_those_of_one(engine: Engine) -> None:
    batches = [RECORDS[:4], RECORDS[4:7], RECORDS[2:9], RECORDS[7:]]
    alone = Packer(engine)
    one, other = Packer(engine, 1), Packer(engine, 2)

    of_one = unpacked([(alone, each) for each in batches])
    of_two = unpacked(zip((one, other, other, one), batches, strict=True))

    assert plain(of_one) == plain(of_two)
    assert vocabulary_of(of_one).terms == vocabulary_of(of_two).terms


def test_a_term_is_sent_once(engine: Engine) -> None:
    packer = Packer(engine)
    first, second = (packer.read(map(texts_of, RECORDS)) for _ in range(2))

    assert (first.known, second.known) == (0, len(first.terms))
    assert second.terms == []


def test_packets_in_another_order_are_refused(engine: Engine) -> None:
    packer = Packer(engine)
    batches = [RECORDS[:2], RECORDS[2:4], RECORDS[4:]]
    first, _, third = (packer.read(map(texts_of, each)) for each in batches)
    unpacker = Unpacker(Vocabulary())
    unpacker.unpack(first, batches[0])

    with pytest.raises(ValueError, match="expected the packets of packer 0 in their order"):
        unpacker.unpack(third, batches[2])


@pytest.mark.parametrize("limit", ["WORDS_KEPT", "_TERMS_KEPT", "_CHARACTERS_KEPT"])
def test_a_full_table_is_left_for_a_new_one(
    engine: Engine, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    packer = Packer(engine)
    unpacker = Unpacker(Vocabulary())
    unpacker.unpack(packer.read(map(texts_of, RECORDS)), RECORDS)
    monkeypatch.setattr(word_table, limit, 60)

    packet = packer.read(map(texts_of, RECORDS[:1]))

    assert packet.known == 0
    assert plain(unpacker.unpack(packet, RECORDS[:1])) == plain(analyze(RECORDS[:1], engine))


def test_a_batch_of_nothing_is_read(packer: Packer) -> None:
    assert read([], packer) == []


def test_one_worker_reads_in_columns_too(engine: Engine) -> None:
    assert_same(analyze_by(1, RECORDS[::-1], engine), analyze(RECORDS, engine), engine)


def test_a_record_in_no_stated_language_is_read_in_the_one_identified(packer: Packer) -> None:
    some = [replace(each, language="") for each in RECORDS[:3]]

    assert [each.language for each in read(some, packer)] == ["zh-hans", "ja", "ko"]


def unpacked(sent: Iterable[tuple[Packer, Sequence[Record]]]) -> list[AnalyzedRecord]:
    unpacker = Unpacker(Vocabulary())
    return [each for packer, some in sent for each in unpacker.unpack(packer.read(map(texts_of, some)), some)]


def contents(packet: Packet) -> tuple[object, ...]:
    numbers, weights, starts, ends = packet.columns
    arrays = (numbers, weights[:], starts, ends, packet.counts, packet.words, packet.word_counts)
    columns = [each.tolist() for each in arrays]
    return packet.terms, packet.languages, columns, packet.mentions
