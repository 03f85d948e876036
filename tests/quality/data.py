"""Where the data of the quality tests is."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tricity.language.trec import Record, read_records

ROOT: Final = Path(__file__).resolve().parents[2]
NATIVE: Final = ROOT / "tests/quality/native"
THESAURUS: Final = ROOT / "src/tricity/terms/seed/thesaurus.jsonl"
RECORDS: Final = ROOT / "src/tricity/site/sample/records"
KINDS: Final = ("initiatives", "needs", "solutions")


def sample_records() -> Iterator[Record]:
    """Yield the initiatives, needs and solutions of the sample."""
    for kind in KINDS:
        for path in sorted(RECORDS.glob(f"*-{kind}.jsonl")):
            yield from read_records(path)


def shared_sets() -> Path | None:
    """Return the folder of aligned sets that TRICITY_EVAL names, where there is one: they are not ours to publish."""
    folder = Path(os.environ.get("TRICITY_EVAL", "/nowhere"))
    return folder if folder.is_dir() else None
