"""An indexer killed at any moment leaves an index that opens, holds whole commits, and takes the rest."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tricity.language import IndexDocument, SearchIndex, TextTerms

pytestmark = pytest.mark.slow
KILLS = 50
BATCH = 20
# Commits batch after batch, and says so only after each commit.
INDEXER = """
import sys
from tests.quality.test_killed_indexer import BATCH, document
from tricity.language import SearchIndex
index = SearchIndex.open(sys.argv[1], facets=("language",))
first = int(sys.argv[2])
while True:
    index.update(document(number) for number in range(first, first + BATCH))
    first += BATCH
    print(first, flush=True)
"""


def document(number: int) -> IndexDocument:
    terms = {f"gloss:word{number % 97}": 1.0, f"han:{number}": 1.0}
    return IndexDocument(id=str(number), title=TextTerms("en", terms), language="en")


def killed(folder: Path, first: int, after: float) -> int:
    """Index from `first` on until killed; returns how many documents were said to be committed."""
    command = [sys.executable, "-c", INDEXER, str(folder), str(first)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    ) as process:
        assert process.stdout is not None
        said = int(process.stdout.readline())  # the first commit: from here on it is killed at any moment
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
    return int(rest[-1]) if rest else said


def test_index_survives_fifty_kills(tmp_path: Path) -> None:
    chance = random.Random(4)
    said = 0

    for _ in range(KILLS):
        said = killed(tmp_path, said, chance.uniform(0.0, 0.15))

        index = SearchIndex.open(tmp_path, facets=("language",))
        # A commit may be done whose word was lost; never a part of one, and never less than was said.
        assert len(index) in (said, said + BATCH)
        index.update(document(number) for number in range(said, said + BATCH))
        said += BATCH
        assert len(index) == said
