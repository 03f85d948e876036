"""Synthesis of files without a site: what `tricity synthesize` does."""

from collections.abc import Iterable
from pathlib import Path

from tricity.language import Engine, Thesaurus
from tricity.synthesis.analysis import Progress
from tricity.synthesis.reading import read_files
from tricity.synthesis.result import Synthesis, synthesize


def synthesize_files(
    paths: Iterable[Path | str],
    out: Path | str,
    topics: Path | str | None = None,
    progress: Progress | None = None,
    *,
    thesaurus: Path | str | None = None,
) -> Synthesis:
    """Read records and organizations, write the four result files to the folder `out`, and return the result.

    `thesaurus` is what the engine knows the languages by, and the topics assigned unless `topics` names others.
    Raises BadRecord, tricity.language.BadLine, OSError.
    """
    known = Thesaurus.from_jsonl(thesaurus) if thesaurus is not None else Thesaurus()
    wanted = Thesaurus.from_jsonl(topics) if topics is not None else known
    records, organizations = read_files(paths)
    found = synthesize(records, organizations, wanted, Engine(known), progress)
    found.write(out)
    return found
