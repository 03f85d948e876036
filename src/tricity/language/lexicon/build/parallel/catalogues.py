"""Catalogues of GNU gettext, .po and .mo: one message each, with its translation."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import polib

from tricity.language.lexicon.build.parallel.aligned import LANGUAGES, Texts
from tricity.language.lexicon.build.parallel.cleaning import Mnemonic, cleaned

_LIBREOFFICE: Final = {"zh": "zh-cn", "ja": "ja", "ko": "ko"}
_JUPYTERLAB: Final = {"zh": "zh-cn", "ja": "ja-jp", "ko": "ko-kr"}


def libreoffice_interface(folder: Path) -> Texts:
    places = {language: folder / f"libreoffice-l10n-{tag}" for language, tag in _LIBREOFFICE.items()}
    return read_catalogues(
        {
            language: place.glob("usr/lib/libreoffice/program/resource/*/LC_MESSAGES/*.mo")
            for language, place in places.items()
        },
        Mnemonic.TILDE,
    )


def django(folder: Path) -> Texts:
    return _applications(folder / "django")


def wagtail(folder: Path) -> Texts:
    return _applications(folder / "wagtail")


def allauth(folder: Path) -> Texts:
    return _applications(folder / "django-allauth")


def _applications(folder: Path) -> Texts:
    tags = {"zh": "zh_Hans", "ja": "ja", "ko": "ko"}
    return read_catalogues(
        {language: folder.glob(f"**/locale/{tag}/LC_MESSAGES/*.po") for language, tag in tags.items()}
    )


def superset(folder: Path) -> Texts:
    place = folder / "apache-superset" / "superset" / "translations"
    return read_catalogues(
        {language: place.glob(f"{language}/LC_MESSAGES/*.po") for language in ("zh", "ja", "ko")}
    )


def jupyterlab(folder: Path) -> Texts:
    places = {language: folder / f"jupyterlab-{tag}" for language, tag in _JUPYTERLAB.items()}
    return read_catalogues({language: place.glob("**/*.mo") for language, place in places.items()})


def iso_codes(folder: Path) -> Texts:
    place = folder / "iso-codes" / "usr" / "share" / "locale"
    tags = {"zh": "zh_CN", "ja": "ja", "ko": "ko"}
    return read_catalogues(
        {language: place.glob(f"{tag}/LC_MESSAGES/*.mo") for language, tag in tags.items()}
    )


def read_catalogues(files: Mapping[str, Iterable[Path]], mnemonic: Mnemonic | None = None) -> Texts:
    """Return the messages of the catalogues of each language; the first by path where two differ.

    Catalogues of the same file name belong together. English is what was translated.
    """
    texts: Texts = {language: {} for language in LANGUAGES}
    for language, paths in files.items():
        for path in sorted(paths):
            for entry in _translated(path):
                english, text = _texts(entry)
                key = f"{path.stem}\0{entry.msgctxt or ''}\0{entry.msgid}"
                texts["en"].setdefault(key, cleaned(english, mnemonic))
                texts[language].setdefault(key, cleaned(text, mnemonic))
    return texts


def _translated(path: Path) -> Iterator[polib.POEntry | polib.MOEntry]:
    catalogue = polib.mofile(str(path)) if path.suffix == ".mo" else polib.pofile(str(path))
    yield from catalogue.translated_entries()


def _texts(entry: polib.POEntry | polib.MOEntry) -> tuple[str, str]:
    """The message and its translation; of several forms the plural."""
    if entry.msgid_plural:
        return entry.msgid_plural, entry.msgstr_plural[max(entry.msgstr_plural)]
    return entry.msgid, entry.msgstr
