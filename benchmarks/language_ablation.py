"""What each resource of the language engine brings: quality without it; a section of RESULTS.md.

    python benchmarks/language_ablation.py EVAL_DIR

Aligned texts: R@1. Native questions of the development part, without the thesaurus: nDCG@10 across languages.

A source is left out by dropping the meanings that it vouches for most strongly; the meanings that other sources
vouch for stay as they are. Sources of names and of loanwords also reach what is heard in a word's sound.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from statistics import mean

import results
from language_quality import KINDS, NATIVE, records_of

from tricity.language import Engine, bitext
from tricity.language.evaluation import evaluate_pairs, evaluate_topics, read_aligned
from tricity.language.evaluation.aligned import AlignedTexts
from tricity.language.evaluation.pairs import SPARSE, WITH_VECTORS
from tricity.language.evaluation.topics import mean_of
from tricity.language.lexicon import DEFAULT_PATH, Lexicon, Pivot, Source
from tricity.language.pair_weights import Group
from tricity.language.vectors import Vectors

TITLE = "What each resource brings"
SETS = ("ntrex", "tatoeba-cmn", "tatoeba-jpn", "tatoeba-kor")
MOST_TEXTS = 300  # of NTREX, whose 1,440 texts take a minute and a half for each resource
NOTE = f"""\
Percent. R@1 of aligned texts, features alone and with vectors; NTREX: its first {MOST_TEXTS} texts, which are easier to
find among than all. “Native”: nDCG@10 × 100 across languages on the development questions, without the thesaurus.
A source is left out with the meanings that it vouches for most strongly; those that other sources vouch for stay.
The row “loanwords” leaves out what is heard in the sound of a word; our listed loanwords stay."""


class Without(Lexicon):
    """The lexicon without what one source vouches for."""

    def __init__(self, source: Source) -> None:
        super().__init__(DEFAULT_PATH)
        self.left_out = source

    def pivots(self, language: str, word: str) -> tuple[Pivot, ...]:
        return tuple(each for each in super().pivots(language, word) if each.source is not self.left_out)

    def loans(self, skeleton: str):  # type: ignore[no-untyped-def]
        return () if self.left_out is Source.LOANWORDS else super().loans(skeleton)


def figures(folder: Path, lexicon: Lexicon) -> list[float]:
    """Mean R@1 of each set: features, and features with vectors; then the native questions."""
    engine, vectors = Engine(lexicon=lexicon), Vectors(lexicon)
    row: list[float] = []
    for name in SETS:
        scores = list(evaluate_pairs(aligned(folder, name), engine, vectors))
        row += [
            mean(score.ranking.recall_at_1 for score in scores if score.system == system)
            for system in (SPARSE, WITH_VECTORS)
        ]
    records = [record for kind in KINDS for record in records_of(kind)]
    return [*row, 100 * mean_of(evaluate_topics(engine, NATIVE / "development", records).cross())]


def aligned(folder: Path, name: str) -> AlignedTexts:
    read = read_aligned(folder / f"{name}.dev.tsv")
    most = MOST_TEXTS if name == "ntrex" else None
    return AlignedTexts(read.name, {language: texts[:most] for language, texts in read.texts.items()})


def without_group(folder: Path, group: Group) -> list[float]:
    kept: Callable[[str, str], object] = bitext.pair_weights

    def weights(one: str, other: str):  # type: ignore[no-untyped-def]
        return {each: weight for each, weight in kept(one, other).items() if each is not group}  # type: ignore[attr-defined]

    bitext.pair_weights = weights
    try:
        return figures(folder, Lexicon())
    finally:
        bitext.pair_weights = kept  # type: ignore[assignment]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("eval_dir", type=Path)
    folder = parser.parse_args().eval_dir
    heads = [f"{name} {part}" for name in SETS for part in ("features", "+vectors")] + ["native"]
    lines = ["| without | " + " | ".join(heads) + " |", "|---" * (len(heads) + 1) + "|"]

    def add(name: str, row: list[float]) -> None:
        lines.append(f"| {name} | " + " | ".join(f"{value:.1f}" for value in row) + " |")
        print(lines[-1], flush=True)

    add("nothing", figures(folder, Lexicon()))
    for source in Source:
        if source is not Source.NONE:
            add(source.name.lower().replace("_", " "), figures(folder, Without(source)))
    for group in (Group.CHARACTER, Group.SOUND, Group.LATIN):
        add(f"group: {group.value}", without_group(folder, group))
    results.keep(TITLE, "python benchmarks/language_ablation.py EVAL_DIR", NOTE + "\n\n" + "\n".join(lines))


if __name__ == "__main__":
    main()
