"""How much of planted overlaps and joint projects the synthesis finds again, among many unrelated records.

    PYTHONPATH=. python benchmarks/synthesis_planted.py [--records 10000] [--seeds 1 2 3] [--workers 2] [--held-out]

Plants the subjects of tests/synthesis/planted, worded in words that are no labels of the thesaurus (how many phrases
have one is printed), with subjects of one language only as traps. Beside it, what a search engine for each language
finds of the same needs.
"""

import argparse
import time
from pathlib import Path

from tests.synthesis import recovery
from tests.synthesis.planting import plant, subjects

from tricity.language import Engine, Thesaurus
from tricity.synthesis import TopicModel, analyze_by, synthesize_analyzed

SEED = Path(__file__).resolve().parent.parent / "src/tricity/terms/seed/thesaurus.jsonl"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--held-out", action="store_true", help="plant the subjects written afterwards")
    arguments = parser.parse_args()
    thesaurus = Thesaurus.from_jsonl(SEED)
    engine = Engine(thesaurus)
    model = TopicModel(thesaurus, engine)
    for seed in arguments.seeds:
        planting = plant(arguments.records, seed=seed, held_out=arguments.held_out)
        began = time.perf_counter()
        analyzed = analyze_by(arguments.workers, planting.records, engine)
        read = time.perf_counter()
        found = synthesize_analyzed(analyzed, [], model, engine)
        done = time.perf_counter()
        print(
            f"seed {seed}: {len(planting.records)} records, {len(planting.countries_of)} subjects and "
            f"{len(planting.traps)} traps planted; read in {read - began:.0f} s, rest {done - read:.0f} s"
        )
        print(f"  emergent topics: {len(found.emergent)}")
        print("  joint projects:", recovery.opportunities(planting, found.opportunities))
        print("  records of overlaps:", recovery.overlaps(planting, found.overlaps))
        print(f"  need → experience, P@5: {recovery.experience(planting, found, analyzed):.3f}")
        print(f"  BM25 for each language, P@5: {recovery.experience_by_bm25(planting, analyzed):.3f}")
        print(f"  traps not marked: {recovery.unmarked_traps(planting, found.overlaps) or 'none'}")
        print(
            f"  planted overlaps marked as traps: {recovery.wrongly_marked(planting, found.overlaps) or 'none'}"
        )
    said = [
        (subject, language, phrase)
        for subject, by_language in subjects(arguments.held_out).items()
        for language, words in by_language.items()
        for phrase in (*words["titles"], *words["sentences"])
    ]
    named = [(*each, found) for each in said if (found := engine_labels(engine, each[2], each[1]))]
    print(f"{len(said)} phrases; {len(named)} have a label of some concept of the thesaurus:")
    for subject, language, phrase, labels in named:
        print(f"  {subject} {language} {phrase}: {', '.join(labels)}")


def engine_labels(engine: Engine, phrase: str, language: str) -> list[str]:
    """Return the labels of the thesaurus that stand in the phrase."""
    tokens = engine.analyze(phrase, language).tokens
    boundaries = {place for token in tokens for place in (token.start, token.end)}
    return sorted(
        {f"{each.label} ({each.concept_id})" for each in engine.thesaurus.find(phrase, language, boundaries)}
    )


if __name__ == "__main__":
    main()
