"""Names that Unicode's CLDR and OpenStreetMap's tagging schema give in every language."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tricity.language.lexicon.build.parallel.aligned import LANGUAGES, Texts
from tricity.language.lexicon.build.parallel.bundles import flattened, read_bundle, read_json
from tricity.language.lexicon.build.parallel.cleaning import cleaned

_NOT_NAMES: Final = ("Pattern", "pattern", "_version", "/identity/", "Separator")
_CLDR_FILES: Final = (
    ("cldr-localenames-full", "*.json"),
    ("cldr-dates-full", "timeZoneNames.json"),
    ("cldr-dates-full", "dateFields.json"),
    ("cldr-units-full", "units.json"),
)
_EMOJI: Final = (
    ("cldr-annotations-full", "annotations"),
    ("cldr-annotations-derived-full", "annotationsDerived"),
)
_TAGGING: Final = {"en": "en", "zh": "zh-CN", "ja": "ja", "ko": "ko"}


def cldr_names(folder: Path) -> Texts:
    return {language: _names(folder, language) for language in LANGUAGES}


def _names(folder: Path, language: str) -> dict[str, str]:
    files = (
        path for package, name in _CLDR_FILES for path in (folder / package / "main" / language).glob(name)
    )
    names = {}
    for path in sorted(files):
        for key, text in read_bundle(path).items():
            if not any(word in key for word in _NOT_NAMES):
                names[path.stem + key.removeprefix(f"/main/{language}")] = text
    return names


def emoji(folder: Path) -> Texts:
    """What a screen reader says for an emoji, by the emoji."""
    return {
        language: {
            char: cleaned(text)
            for package, name in _EMOJI
            for char, text in _spoken(folder / package / name / language / "annotations.json", name)
        }
        for language in LANGUAGES
    }


def _spoken(path: Path, name: str) -> Iterable[tuple[str, str]]:
    for key, text in flattened(read_json(path)):
        parts = key.removeprefix(f"/{name}/annotations/").rsplit("/", 2)
        if parts[1:] == ["tts", "0"]:
            yield parts[0], text


def tagging(folder: Path) -> Texts:
    """Names of things and fields; other words to search them by (`terms`) do not correspond."""
    place = folder / "id-tagging-schema" / "dist" / "translations"
    return {
        language: {
            key.removeprefix(f"/{tag}"): text
            for key, text in read_bundle(place / f"{tag}.min.json").items()
            if not key.endswith("/terms")
        }
        for language, tag in _TAGGING.items()
    }
