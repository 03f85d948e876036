import json

from tests.language.build.conftest import Fill

from tricity.language.lexicon.build.parallel import microsoft

SCRIPT = 'var content = [\n\tundefined,\n\t"{}"\n];\n\nexport {{ content as default }};'


def test_vscode_english_is_restored_from_its_disguise(fill: Fill) -> None:
    words = {
        "qps-ploc": ("Çlïçk &&hërë", "Sµffïçïëñt"),
        "zh-hans": ("单击此处(&&H)", "足够"),
        "ja": ("ここをクリック(&&H)", "十分"),
        "ko": ("여기 클릭(&&H)", "충분"),
    }
    folder = fill(
        {
            f"vscode-{tag}/translations/main.i18n.json.js": SCRIPT.format(one)
            for tag, (one, _) in words.items()
        }
        | {
            f"vscode-{tag}/translations/extensions/git.i18n.json": json.dumps(
                {"contents": {"package": {"a": two}}}
            )
            for tag, (_, two) in words.items()
        }
    )

    texts = microsoft.vscode(folder)

    assert {language: list(found.values()) for language, found in texts.items()} == {
        "en": ["Click here", "Sufficient"],
        "zh": ["单击此处", "足够"],
        "ja": ["ここをクリック", "十分"],
        "ko": ["여기 클릭", "충분"],
    }
    assert list(texts["en"]) == list(texts["ko"]) == ["/1", "git.i18n.json/package/a"]


def test_typescript_english_is_in_the_compiler(fill: Fill) -> None:
    name = "diagnosticMessages.generated.json"
    compiler = (
        r"""x: diag(1002, 1 /* Error */, "Unterminated_1002", "Unterminated \"string\" literal: {0}."),"""
    )
    translated = {
        "zh-cn": "未终止的字符串。",
        "ja": "文字列が終了していません。",
        "ko": "종결되지 않은 문자열입니다.",
    }
    folder = fill(
        {"typescript/lib/typescript.js": compiler}
        | {
            f"typescript/lib/{tag}/{name}": json.dumps({"Unterminated_1002": text})
            for tag, text in translated.items()
        }
    )

    texts = microsoft.typescript(folder)

    assert texts["en"] == {"/Unterminated_1002": 'Unterminated "string" literal:.'}
    assert texts["ja"] == {"/Unterminated_1002": "文字列が終了していません。"}
