import pytest

from tricity.language import INTERFACE_LANGUAGES, LANGUAGES, UnknownLanguage, bcp47, parse_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("zh", "zh-hans"),
        ("zh-CN", "zh-hans"),
        ("zh-Hans-CN", "zh-hans"),
        ("ZH_HANS", "zh-hans"),
        ("cmn", "zh-hans"),
        ("zh-SG", "zh-hans"),
        ("zh-TW", "zh-hant"),
        ("zh-Hant", "zh-hant"),
        ("zh-Hant-HK", "zh-hant"),
        ("zh-Hans-HK", "zh-hans"),
        ("zh-HK", "zh-hant"),
        ("ja-JP", "ja"),
        ("jpn", "ja"),
        ("kor", "ko"),
        ("ko_KR.UTF-8", "ko"),
        ("en-GB", "en"),
        (" EN ", "en"),
    ],
)
def test_parse_code_reads_common_spellings(text: str, code: str) -> None:
    assert parse_code(text) == code


@pytest.mark.parametrize("text", ["", "fr", "zhong", "-", "en-", "en--gb", "中文"])
def test_parse_code_refuses_other_languages(text: str) -> None:
    with pytest.raises(UnknownLanguage) as caught:
        parse_code(text)

    assert caught.value.code == text


@pytest.mark.parametrize("code", LANGUAGES)
def test_bcp47_is_read_back(code: str) -> None:
    assert parse_code(bcp47(code)) == code


def test_bcp47_has_script_in_title_case() -> None:
    assert [bcp47(code) for code in LANGUAGES] == ["zh-Hans", "zh-Hant", "ja", "ko", "en"]


def test_bcp47_refuses_what_is_no_code_of_ours() -> None:
    with pytest.raises(UnknownLanguage):
        bcp47("zh-Hans")


def test_interface_languages_lack_traditional_chinese_only() -> None:
    assert set(LANGUAGES) - set(INTERFACE_LANGUAGES) == {"zh-hant"}
