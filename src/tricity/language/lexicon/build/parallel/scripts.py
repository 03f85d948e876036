"""Messages that npm packages keep in JavaScript modules."""

import re
from pathlib import Path
from typing import Final

from tricity.language.lexicon.build.parallel.aligned import Texts
from tricity.language.lexicon.build.parallel.cleaning import cleaned
from tricity.language.lexicon.build.parallel.javascript import read_literals, unquoted

_BLOCKLY: Final = re.compile(r'^Blockly\.Msg\["(\w+)"\] = ("(?:[^"\\]|\\.)*");', re.MULTILINE)
_HANDED_ON: Final = re.compile(r'^} from "(\.[^"]+)";$', re.MULTILINE)


def clerk(folder: Path) -> Texts:
    tags = {"en": "en-US", "zh": "zh-CN", "ja": "ja-JP", "ko": "ko-KR"}
    return {language: _module(folder / "clerk" / "dist" / f"{tag}.mjs") for language, tag in tags.items()}


def element_plus(folder: Path) -> Texts:
    place = folder / "element-plus" / "es" / "locale" / "lang"
    tags = {"en": "en", "zh": "zh-cn", "ja": "ja", "ko": "ko"}
    return {language: _module(place / f"{tag}.mjs") for language, tag in tags.items()}


def ag_grid(folder: Path) -> Texts:
    """One module holds all languages, a variable each."""
    module = folder / "ag-grid" / "dist" / "package" / "main.esm.mjs"
    names = {"en": "EN", "zh": "CN", "ja": "JP", "ko": "KR"}
    return {language: _module(module, f"AG_GRID_LOCALE_{name}") for language, name in names.items()}


def survey(folder: Path) -> Texts:
    """English is in the library itself."""
    place = folder / "survey-core" / "fesm"
    names = {"zh": "simplified-chinese", "ja": "japanese", "ko": "korean"}
    translated = {language: _module(place / "i18n" / f"{name}.mjs") for language, name in names.items()}
    return {"en": _module(place / "survey-core.mjs", "englishStrings"), **translated}


def excalidraw(folder: Path) -> Texts:
    """A variable for every part of the program; file names end in a digest, and English is in a file of its own."""
    place = folder / "excalidraw" / "dist" / "dev" / "locales"
    tags = {"en": "en", "zh": "zh-CN", "ja": "ja-JP", "ko": "ko-KR"}
    texts = {}
    for language, tag in tags.items():
        (path,) = place.glob(f"{tag}-*.js")
        texts[language] = {
            f"{part}{key}": cleaned(text)
            for part, strings in read_literals(_exported(path)).items()
            for key, text in strings.items()
        }
    return texts


def _exported(path: Path) -> str:
    """The module, or the one all of whose names it hands on."""
    script = path.read_text(encoding="utf-8")
    elsewhere = _HANDED_ON.search(script)
    return (path.parent / elsewhere[1]).read_text(encoding="utf-8") if elsewhere else script


def blockly(folder: Path) -> Texts:
    tags = {"en": "en", "zh": "zh-hans", "ja": "ja", "ko": "ko"}
    return {
        language: _assignments(folder / "blockly" / "msg" / f"{tag}.js") for language, tag in tags.items()
    }


def _module(path: Path, variable: str = "") -> dict[str, str]:
    literals = read_literals(path.read_text(encoding="utf-8"), variable)
    return {key: cleaned(text) for strings in literals.values() for key, text in strings.items()}


def _assignments(path: Path) -> dict[str, str]:
    found = _BLOCKLY.findall(path.read_text(encoding="utf-8"))
    return {name: cleaned(unquoted(literal)) for name, literal in found}
