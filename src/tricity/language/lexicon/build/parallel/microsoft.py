"""Visual Studio Code's language packs and the messages of TypeScript's compiler."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tricity.language.lexicon.build.parallel.aligned import Texts
from tricity.language.lexicon.build.parallel.bundles import flattened, read_bundle, read_json
from tricity.language.lexicon.build.parallel.cleaning import Mnemonic, cleaned
from tricity.language.lexicon.build.parallel.javascript import read_literals, unquoted

# The pack for trying translations out (“qps-ploc”) is English with each vowel and some consonants disguised.
_DISGUISE: Final = str.maketrans("æëïøµÿçðñþÆËÏØÜŸÇÐÑ§£ÝßÞ", "aeiouycdnbAEIOUYCDNSLYBB")
_DIAGNOSTIC: Final = re.compile(r'diag\(\d+, \d+ /\* \w+ \*/, "([^"]+)", ("(?:[^"\\]|\\.)*")')


def vscode(folder: Path) -> Texts:
    packs = {"zh": "zh-hans", "ja": "ja", "ko": "ko"}
    texts = {language: dict(_pack(folder / f"vscode-{pack}")) for language, pack in packs.items()}
    english = {key: text.translate(_DISGUISE) for key, text in _pack(folder / "vscode-qps-ploc")}
    return {
        language: {key: cleaned(text, Mnemonic.AMPERSAND) for key, text in found.items()}
        for language, found in {"en": english, **texts}.items()
    }


def _pack(folder: Path) -> Iterator[tuple[str, str]]:
    """The editor's messages by their number, its extensions' by their name."""
    place = folder / "translations"
    script = (place / "main.i18n.json.js").read_text(encoding="utf-8")
    yield from read_literals(script, "content")["content"].items()
    for path in sorted(place.glob("extensions/*.json")):
        bundle = read_json(path)
        if isinstance(bundle, dict):
            for key, text in flattened(bundle.get("contents")):
                yield f"{path.name}{key}", text


def typescript(folder: Path) -> Texts:
    """English is in the compiler itself."""
    place = folder / "typescript" / "lib"
    compiler = (place / "typescript.js").read_text(encoding="utf-8")
    english = {f"/{key}": cleaned(unquoted(literal)) for key, literal in _DIAGNOSTIC.findall(compiler)}
    tags = {"zh": "zh-cn", "ja": "ja", "ko": "ko"}
    name = "diagnosticMessages.generated.json"
    return {"en": english, **{language: read_bundle(place / tag / name) for language, tag in tags.items()}}
