"""Time and memory of `tricity synthesize` as records grow, files read and written included.

    python benchmarks/synthesis_scale.py [--records 10000 30000 100000] [--workers 2]

The records are made of the sample's: the facts of one, its clauses mixed with those of another of its language, so that
no sentence and hardly any record comes twice. Each size runs in a process of its own, watched from outside: memory is the
largest sum of the proportional set sizes (PSS) of that process and its workers. The exponent is the slope of the total
over the number of records, both as logarithms: 1 is linear, 2 quadratic.
"""

import argparse
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

SAMPLE: Final = Path(__file__).resolve().parent.parent / "src/tricity/site/sample"
SEED: Final = Path(__file__).resolve().parent.parent / "src/tricity/terms/seed/thesaurus.jsonl"
LANGUAGES: Final = {"CN": "zh-hans", "JP": "ja", "KR": "ko"}
CITIES: Final = 300  # of each country, beside the sample's
_CLAUSE: Final = re.compile(r"(?<=[。！？!?、，,；;])\s*|(?<=\.)\s+")


def main() -> None:
    """Print the figures of each size, then the exponent."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        run(arguments.one, arguments.workers)
        return
    totals = []
    for count in arguments.records:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "records.jsonl")
            with path.open("w", encoding="utf-8") as file:
                file.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows(count))
            figures, peak = watched(path, arguments.workers)
        stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in figures["stages"].items())
        total = sum(figures["stages"].values())
        totals.append(total)
        print(
            f"{count} records: {total:.1f} s ({1000 * total / count:.2f} ms each; {stages}; "
            f"at the processors {figures['processor']:.1f}), {peak / 2**20:.0f} MB; "
            f"{figures['topics']} topics, {figures['matches']} matches, {figures['opportunities']} candidates",
            flush=True,
        )
    if len(totals) > 1:
        print(f"exponent: {exponent(arguments.records, totals):.3f}")


def run(records: Path, workers: int) -> None:
    """Synthesize the file; print the seconds of each stage, and what was found, as JSON."""
    from tricity.synthesis import synthesize_files

    began = time.perf_counter()
    ends: dict[str, float] = {}

    def progress(stage: str, _done: int, _total: int) -> None:
        ends[stage] = time.perf_counter()

    found = synthesize_files(
        [records, *sorted(SAMPLE.glob("records/[!i]*-organizations.jsonl"))],
        records.parent / "out",
        progress=progress,
        thesaurus=SEED,
        workers=workers,
    )
    ends["write"] = time.perf_counter()
    stages = {}
    for stage, end in ends.items():
        stages[stage], began = end - began, end
    counts = {name: len(getattr(found, name)) for name in ("topics", "matches", "opportunities")}
    # Beside the clock, which others on the machine slow down; workers are counted once they have ended.
    print(json.dumps({"stages": stages, "processor": sum(os.times()[:4]), **counts}))


def watched(path: Path, workers: int) -> tuple[dict[str, Any], int]:
    """Run one size in a process of its own; return its figures and the peak of its memory in bytes."""
    command = [sys.executable, __file__, "--one", str(path), "--workers", str(workers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        peak = Peak(process.pid)
        output, _ = process.communicate()
        peak.stop()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return json.loads(output.splitlines()[-1]), peak.bytes


class Peak:
    """The largest memory of a process and all below it, looked at every second (Linux)."""

    def __init__(self, pid: int) -> None:
        self._pid, self._end, self.bytes = pid, threading.Event(), 0
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self) -> None:
        """Stop looking."""
        self._end.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._end.wait(1):
            self.bytes = max(self.bytes, sum(map(_pss, family(self._pid))))


def family(pid: int) -> list[int]:
    """Return the process and all below it."""
    children: dict[int, list[int]] = defaultdict(list)
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int(folder.joinpath("stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # it ended meanwhile
        children[parent].append(int(folder.name))
    found = [pid]
    for each in found:
        found += children[each]
    return found


def _pss(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    line = next((each for each in text.splitlines() if each.startswith("Pss:")), "Pss: 0 kB")
    return int(line.split()[1]) * 1024


def exponent(counts: Sequence[int], totals: Sequence[float]) -> float:
    """Return the slope of the line fitted through the logarithms by least squares."""
    xs, ys = [math.log(each) for each in counts], [math.log(each) for each in totals]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return over / sum((x - mean_x) ** 2 for x in xs)


def rows(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield so many records as they stand in files; the same seed gives the same."""
    draw = random.Random(seed)
    texts = _texts()
    bases = {country: [row for row, _ in some] for country, some in texts.items()}
    for number in range(count):
        country = draw.choice(sorted(LANGUAGES))
        row = dict(draw.choice(bases[country]))
        (own, clauses), (other, more) = draw.choices(texts[country], k=2)
        said = [*draw.sample(clauses, min(len(clauses), 4)), *draw.sample(more, min(len(more), 3))]
        draw.shuffle(said)
        if row["kind"] != "solution":
            row["city"] = f"{country} {draw.randrange(CITIES)}"
            row.pop("city_native", None)
        title = own["title"] if draw.random() < 0.5 else f"{other['title']} {draw.randrange(1, 99)}"
        yield {**row, "id": f"s{number:07}", "title": title, "summary": " ".join(said)}


def _texts() -> Mapping[str, list[tuple[dict[str, Any], list[str]]]]:
    """Return the sample's records of each country with their clauses, those of renderings into its language among them."""
    originals, found = {}, defaultdict(list)
    for path in sorted(SAMPLE.glob("records/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("kind") in ("initiative", "need", "solution"):
                originals[row["id"]] = row
                found[row["country"]].append((row, _CLAUSE.split(row["summary"])))
    homes = {language: country for country, language in LANGUAGES.items()}
    for path in sorted(SAMPLE.glob("renderings/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            rendering = json.loads(line)
            home = homes.get(str(rendering.get("language", "")).lower())
            base = originals.get(rendering["id"])
            if home and base and rendering.get("summary") and rendering.get("title"):
                row = {**base, "title": rendering["title"], "country": home, "lang": LANGUAGES[home]}
                found[home].append((row, _CLAUSE.split(rendering["summary"])))
    return found


if __name__ == "__main__":
    main()
