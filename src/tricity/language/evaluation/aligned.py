"""Files of aligned texts: tab-separated, a header, one item of the same meaning a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tricity.language.errors import BadLine

# Columns of the files, and the language code of each.
COLUMNS: Final = {"zh": "zh-hans", "zh_hant": "zh-hant", "ja": "ja", "ko": "ko", "en": "en"}


@dataclass(frozen=True, slots=True)
class AlignedTexts:
    """`texts` by language code, all of one length; the same place means the same."""

    name: str
    texts: Mapping[str, Sequence[str]]

    def __len__(self) -> int:
        return len(next(iter(self.texts.values())))


def read_aligned(path: Path) -> AlignedTexts:
    """Read a file; columns of other names are left out. Raises BadLine and OSError."""
    lines = path.read_text(encoding="utf-8-sig").rstrip("\n").split("\n")
    header = lines[0].split("\t")
    places = {COLUMNS[name]: place for place, name in enumerate(header) if name in COLUMNS}
    if len(places) < 2:
        raise BadLine(str(path), 1, f"expected a header with two of the columns {', '.join(COLUMNS)}")
    if len(lines) < 2:
        raise BadLine(str(path), 2, "expected at least one row of texts")
    texts: dict[str, list[str]] = {language: [] for language in places}
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise BadLine(str(path), number, f"{len(cells)} cells where the header has {len(header)}")
        for language, place in places.items():
            texts[language].append(cells[place])
    return AlignedTexts(path.name.removesuffix(".tsv"), texts)
