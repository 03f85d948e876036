import pytest

from tricity.synthesis.sentences import sentence_spans


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("一。二！三", ["一。", "二！", "三"]),
        ("「本当？」と聞いた。次。", ["「本当？」", "と聞いた。", "次。"]),
        ("약 2.5km를 달린다. 다음이다.", ["약 2.5km를 달린다.", "다음이다."]),
        ("v1.0 is out.  Next", ["v1.0 is out.", "Next"]),
        (" \n", []),
        ("", []),
    ],
)
def test_sentences_keep_their_offsets(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences
