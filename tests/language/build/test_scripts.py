import pytest
from tests.language.build.conftest import Fill

from tricity.language.lexicon.build.parallel import scripts
from tricity.language.lexicon.build.parallel.aligned import Reader

WORDS = {"en": "Cut", "zh": "剪切", "ja": "切り取り", "ko": "잘라내기"}


@pytest.mark.parametrize(
    ("reader", "names"),
    [
        (scripts.clerk, ["clerk/dist/" + tag + ".mjs" for tag in ("en-US", "zh-CN", "ja-JP", "ko-KR")]),
        (
            scripts.element_plus,
            ["element-plus/es/locale/lang/" + tag + ".mjs" for tag in ("en", "zh-cn", "ja", "ko")],
        ),
    ],
)
def test_a_module_for_each_language(reader: Reader, names: list[str], fill: Fill) -> None:
    folder = fill(
        {
            name: f'const name{number} = {{\n\tedit: {{ cut: "{word}" }}\n}};\n\nexport {{ name{number} as default }};'
            for number, (name, word) in enumerate(zip(names, WORDS.values(), strict=True))
        }
    )

    assert reader(folder) == {language: {"/edit/cut": word} for language, word in WORDS.items()}


def test_ag_grid_has_one_module_for_all(fill: Fill) -> None:
    module = "\n".join(
        f'var AG_GRID_LOCALE_{name} = {{\n  cut: "{word}"\n}};'
        for name, word in zip(("EN", "CN", "JP", "KR"), WORDS.values(), strict=True)
    )
    folder = fill({"ag-grid/dist/package/main.esm.mjs": module})

    assert scripts.ag_grid(folder) == {language: {"/cut": word} for language, word in WORDS.items()}


def test_survey_has_english_in_the_library(fill: Fill) -> None:
    place = "survey-core/fesm"
    names = {"zh": "simplified-chinese", "ja": "japanese", "ko": "korean"}
    folder = fill(
        {f"{place}/survey-core.mjs": 'var other = {cut: "no"};\nvar englishStrings = {\n    cut: "Cut",\n};'}
        | {
            f"{place}/i18n/{name}.mjs": f'var strings = {{ cut: "{WORDS[key]}" }};'
            for key, name in names.items()
        }
    )

    assert scripts.survey(folder) == {language: {"/cut": word} for language, word in WORDS.items()}


def test_excalidraw_hands_english_on_from_another_module(fill: Fill) -> None:
    place = "excalidraw/dist/dev"
    text = '// locales\nvar labels = {{\n  cut: "{}"\n}};\nvar default_ = {{\n  labels\n}};\n'
    folder = fill(
        {
            f"{place}/chunk-A.js": text.format("Cut"),
            f"{place}/locales/en-B.js": 'import {\n  labels\n} from "../chunk-A.js";\nexport {\n  labels\n};\n',
            f"{place}/locales/zh-CN-C.js": text.format("剪切"),
            f"{place}/locales/ja-JP-D.js": text.format("切り取り"),
            f"{place}/locales/ko-KR-E.js": text.format("잘라내기"),
        }
    )

    assert scripts.excalidraw(folder) == {language: {"labels/cut": word} for language, word in WORDS.items()}


def test_blockly_assigns_one_by_one(fill: Fill) -> None:
    tags = ("en", "zh-hans", "ja", "ko")
    folder = fill(
        {
            f"blockly/msg/{tag}.js": f'Blockly.Msg["CUT"] = "{word} %1";\nBlockly.Msg["ALIAS"] = Blockly.Msg["CUT"];\n'
            for tag, word in zip(tags, WORDS.values(), strict=True)
        }
    )

    assert scripts.blockly(folder) == {language: {"CUT": word} for language, word in WORDS.items()}
