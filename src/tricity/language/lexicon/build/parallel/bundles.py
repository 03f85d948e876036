"""Bundles of messages in JSON, one file or folder per language, nested by the parts of a program."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from tricity.language.lexicon.build.parallel.aligned import Texts
from tricity.language.lexicon.build.parallel.cleaning import cleaned

_PLURAL_FORM: Final = re.compile("_(?:zero|one|other)$")


def airflow(folder: Path) -> Texts:
    """Plural forms of a message share a key: the last, `other`, stands for all."""
    place = folder / "apache-airflow-core" / "airflow" / "ui" / "dist" / "i18n" / "locales"
    tags = {"en": "en", "zh": "zh-CN", "ja": "ja", "ko": "ko"}
    return {
        language: {
            _PLURAL_FORM.sub("", key): text
            for key, text in read_bundles(place / tag, (place / tag).glob("*.json")).items()
        }
        for language, tag in tags.items()
    }


def scratch(folder: Path) -> Texts:
    place = folder / "scratch-l10n"
    tags = {"en": "en", "zh": "zh-cn", "ja": "ja", "ko": "ko"}
    texts = {}
    for language, tag in tags.items():
        files = [path for part in ("editor", "www") for path in place.glob(f"{part}/*/{tag}.json")]
        texts[language] = {
            f"{path.parent.name}{key}": text
            for path in sorted(files)
            for key, text in read_bundle(path).items()
        }
    return texts


def countries(folder: Path) -> Texts:
    place = folder / "i18n-iso-countries" / "langs"
    return {language: read_bundle(place / f"{language}.json") for language in ("en", "zh", "ja", "ko")}


def read_bundles(folder: Path, paths: Iterable[Path]) -> dict[str, str]:
    """Return the texts of several files, their keys headed by the path of the file in the folder."""
    return {
        f"{path.relative_to(folder).as_posix()}{key}": text
        for path in sorted(paths)
        for key, text in read_bundle(path).items()
    }


def read_bundle(path: Path) -> dict[str, str]:
    """Return the cleaned texts of a JSON file by their path in it: `/labels/cut`."""
    return {key: cleaned(text) for key, text in flattened(read_json(path))}


def read_json(path: Path) -> object:
    value: object = json.loads(path.read_text(encoding="utf-8-sig"))
    return value


def flattened(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each string of nested objects and lists with its path; other values are passed over."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from flattened(each, f"{path}/{key}")
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from flattened(each, f"{path}/{index}")
