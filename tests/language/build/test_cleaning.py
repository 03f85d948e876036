import pytest

from tricity.language.lexicon.build.parallel.cleaning import Mnemonic, cleaned, is_written_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>Bold</b>&nbsp;and &lt;i&gt;plain&lt;/i&gt;", "Bold and plain"),
        ("Hello, %(name)s!", "Hello,!"),
        ("%1 of %d files", "of files"),
        ("{{count}} 件の「{name}」を削除", "件のを削除"),
        ("共 ${total} 项（{unit}）", "共 项"),
        ("100%% sure", "100 sure"),
        ("두\u200b 줄\n입니다  .", "두 줄 입니다."),
        ("* item -", "item"),
    ],
)
def test_markup_and_placeholders_go(text: str, expected: str) -> None:
    assert cleaned(text) == expected


@pytest.mark.parametrize(
    ("text", "mnemonic", "expected"),
    [
        ("~Save As...", Mnemonic.TILDE, "Save As..."),
        ("另存为(~A)...", Mnemonic.TILDE, "另存为..."),
        ("ファイル(F)...", Mnemonic.TILDE, "ファイル..."),
        ("_Open", Mnemonic.TILDE, "Open"),
        ("&Open && close", Mnemonic.AMPERSAND, "Open && close"),
        ("파일(&&F)", Mnemonic.AMPERSAND, "파일"),
    ],
)
def test_mnemonics_go(text: str, mnemonic: Mnemonic, expected: str) -> None:
    assert cleaned(text, mnemonic) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "water", True),
        ("en", "水 water", False),
        ("en", "a", False),
        ("zh", "水", True),
        ("zh", "打开 Excel", True),
        ("zh", "水の", False),
        ("zh", "OK", False),
        ("ja", "地震", True),
        ("ja", "みず", True),
        ("ja", "물", False),
        ("ko", "물", True),
        ("ko", "물の", False),
        ("ko", "地震", False),
        ("zh", "水" * 300, True),
        ("zh", "水" * 301, False),
    ],
)
def test_languages_are_told_by_their_script(language: str, text: str, expected: bool) -> None:
    assert is_written_in(language, text) is expected


def test_other_languages_are_refused() -> None:
    with pytest.raises(ValueError, match="'fr'"):
        is_written_in("fr", "eau")
