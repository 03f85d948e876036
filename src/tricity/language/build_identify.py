"""Compile data/identify.tsv: which pairs of Han characters are more Japanese or more Chinese.

`python -m tricity.language.build_identify WORDFREQ_DATA_DIR`: the folder with large_ja.msgpack.gz and
large_zh.msgpack.gz of wordfreq (CC BY-SA 4.0). Needs msgpack. Pairs are of folded characters, so that the forms of
characters, which tell more, count apart.
"""

import gzip
import math
import sys
from collections import defaultdict
from pathlib import Path
from typing import Final

from tricity.language.han import HAN_RUN, fold_han

OUT: Final = Path(__file__).parent / "data" / "identify.tsv"
LEAST_SHARE: Final = 4e-6  # of all pairs, in the language where it is commoner
LEAST_RATIO: Final = 0.7  # natural logarithm
_FLOOR: Final = 2e-7


def pair_shares(path: Path) -> dict[str, float]:
    """Return pair → share of all pairs inside words, each word as often as it is used."""
    import msgpack  # only for building

    with gzip.open(path) as file:
        _header, *ranks = msgpack.load(file, raw=False)
    sums: dict[str, float] = defaultdict(float)
    for rank, words in enumerate(ranks):
        for word in words:
            for run in HAN_RUN.findall(fold_han(word)):
                for start in range(len(run) - 1):
                    sums[run[start : start + 2]] += 10 ** (-rank / 100)
    total = sum(sums.values())
    return {pair: value / total for pair, value in sums.items()}


def main() -> None:
    """Write the table: pair, tab, ten times the logarithm of how much more Japanese it is than Chinese."""
    folder = Path(sys.argv[1])
    japanese = pair_shares(folder / "large_ja.msgpack.gz")
    chinese = pair_shares(folder / "large_zh.msgpack.gz")
    lines = []
    for pair in sorted(japanese.keys() | chinese.keys()):
        one, other = japanese.get(pair, 0.0), chinese.get(pair, 0.0)
        ratio = math.log((one + _FLOOR) / (other + _FLOOR))
        if max(one, other) >= LEAST_SHARE and abs(ratio) >= LEAST_RATIO:
            lines.append(f"{pair}\t{round(10 * ratio)}\n")
    OUT.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
