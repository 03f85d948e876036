from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tricity.language import LANGUAGES
from tricity.language.runs import split_runs

TEXTS = st.lists(
    st.one_of(
        st.text(max_size=6),
        st.sampled_from(
            ["수원시", "スマート", "停车场", "駐車場", "EV charging", "「", "」", "。", "5G", " "]
        ),
    ),
    max_size=10,
).map("".join)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("智慧停车", [("智慧停车", "zh-hans")]),
        ("使用Apache Kafka接入数据", [("使用", "zh-hans"), ("Apache Kafka", "en"), ("接入数据", "zh-hans")]),
        ("基于5G网络", [("基于", "zh-hans"), ("5G", "en"), ("网络", "zh-hans")]),
        (
            "일본은 「まちづくり」라고 부른다.",
            [("일본은 ", "ko"), ("「まちづくり」", "ja"), ("라고 부른다.", "ko")],
        ),
        ("韓·日 정상회담", [("韓·日 정상회담", "ko")]),
        ("我喜欢ラーメン和寿司", [("我喜欢", "zh-hans"), ("ラーメン", "ja"), ("和寿司", "zh-hans")]),
        ("防災「訓練」を行う", [("防災「訓練」を行う", "ja")]),
        (
            "停车场已经建成。駐車場が完成しました。",
            [("停车场已经建成。", "zh-hans"), ("駐車場が完成しました。", "ja")],
        ),
        (
            "Suwon (수원) and Yokohama (横浜)",
            [("Suwon ", "en"), ("(수원) ", "ko"), ("and Yokohama ", "en"), ("(横浜)", "ja")],
        ),
        ("2026. 3. 31.", [("2026. 3. 31.", "en")]),
        ("", []),
    ],
)
def test_split_runs_takes_languages_apart(text: str, runs: list[tuple[str, str]]) -> None:
    assert [(run.text, run.language) for run in split_runs(text)] == runs


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_runs_together_are_the_text(text: str, default: str) -> None:
    runs = split_runs(text, default)

    assert "".join(run.text for run in runs) == text
    assert all(run.text == text[run.start : run.end] and run.text for run in runs)
    assert all(run.language in LANGUAGES for run in runs)
    assert all(one.language != two.language for one, two in pairwise(runs))
