"""Train the token-average vectors of the lexicon: `python tools/train_vectors.py SOURCES OUT.npz [--seconds N]`.

SOURCES is the folder of tools/fetch_lexicon_sources.py: parallel texts, and the frequency lists that choose which
dictionary words are learned. Needs PyTorch, for training only. Contrastive: the two languages of a text are drawn
together against the other texts of a batch (InfoNCE, van den Oord et al. 2018). No evaluation text is read.
"""

from __future__ import annotations

import argparse
import gzip
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as functional

from tricity.language import Engine
from tricity.language.lexicon import lexicon
from tricity.language.lexicon.build.parallel import read_parallel
from tricity.language.vectors import vector_keys

DIMENSIONS = 128
ROWS = 75_000
LEAST_COUNT = 2
BATCH = 768
TEMPERATURE = 0.05
FREQUENT = {"ko": ("small_ko", 12_000), "ja": ("large_ja", 50_000), "zh": ("large_zh", 50_000)}
Keys = dict[str, float]
_engine: Engine | None = None


def keys_of(text: str, language: str) -> Keys:
    global _engine
    _engine = _engine or Engine()
    return vector_keys(_engine.analyze(text[:400], "zh-hans" if language == "zh" else language))


def aligned_keys(texts: dict[str, str]) -> dict[str, Keys]:
    return {language: keys_of(text, language) for language, text in texts.items()}


def word_keys(item: tuple[str, str]) -> dict[str, Keys]:
    """A frequent word beside its English stems."""
    language, word = item
    found = lexicon().pivots(language, word)
    return {language: keys_of(word, language), "en": {f"g:{each.stem}": each.weight for each in found[:5]}}


def frequent_words(folder: Path) -> list[tuple[str, str]]:
    import msgpack

    words = []
    for language, (name, most) in FREQUENT.items():
        path = next((folder / "wordfreq").rglob(f"{name}.msgpack.gz"))
        with gzip.open(path) as file:
            ranks = msgpack.load(file, raw=False)[1:]
        frequent = [word for same in ranks for word in same][:most]
        if language == "ko":  # its list holds morphemes without the ending of verbs
            frequent += [f"{word}다" for word in frequent]
        words += [(language, word) for word in frequent if lexicon().pivots(language, word)]
    return words


def examples(folder: Path) -> list[tuple[dict[str, Keys], int]]:
    """Each text with how often it is shown; words less often than sentences."""
    texts = [dict(each.texts) for each in read_parallel(folder)]
    with ProcessPoolExecutor(2) as pool:
        found = [(each, 2) for each in pool.map(aligned_keys, texts, chunksize=500)]
        found += [(each, 1) for each in pool.map(word_keys, frequent_words(folder), chunksize=2000)]
    return [(each, times) for each, times in found if len([keys for keys in each.values() if keys]) > 1]


class Model(torch.nn.Module):
    def __init__(self, rows: int, rarity: np.ndarray) -> None:
        super().__init__()
        self.table = torch.nn.Embedding(rows, DIMENSIONS, sparse=True)
        torch.nn.init.normal_(self.table.weight, std=DIMENSIONS**-0.5)
        self.gain = torch.nn.Embedding(rows, 1, sparse=True)
        torch.nn.init.zeros_(self.gain.weight)
        self.rarity = torch.tensor(rarity)

    def forward(self, texts: list[tuple[np.ndarray, np.ndarray]]) -> torch.Tensor:
        places = torch.from_numpy(np.concatenate([each for each, _ in texts]))
        weights = torch.from_numpy(np.concatenate([each for _, each in texts]))
        starts = torch.tensor(np.cumsum([0, *(len(each) for each, _ in texts)])[:-1])
        weights = weights * self.rarity[places] * torch.exp(self.gain(places).squeeze(1))
        summed = functional.embedding_bag(
            places, self.table.weight, starts, mode="sum", per_sample_weights=weights, sparse=True
        )
        return functional.normalize(summed, dim=1)

    def rows(self) -> np.ndarray:
        with torch.no_grad():
            factors = self.rarity * torch.exp(self.gain.weight.squeeze(1))
            return np.asarray((self.table.weight * factors[:, None]).numpy())


def numbered(found: list[tuple[dict[str, Keys], int]]) -> tuple[list[str], np.ndarray]:
    """The keys that are learned, commonest first, and how rare each is."""
    counts: Counter[str] = Counter()
    for texts, times in found:
        for keys in texts.values():
            counts.update(dict.fromkeys(keys, times))
    kept = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    names = [key for key, count in kept[:ROWS] if count >= LEAST_COUNT]
    rarity = np.log(1 + 2 * len(found) / np.array([counts[key] for key in names])).astype(np.float32)
    return names, rarity / rarity.mean()


def dropped(arrays: tuple[np.ndarray, np.ndarray, np.ndarray], random: Any) -> tuple[np.ndarray, np.ndarray]:
    """Leave out a part of a text's keys, so that each kind learns to stand alone."""
    places, weights, kinds = arrays
    draw = random.rand()
    if draw < 0.25:
        kept = kinds != 0
    elif draw < 0.4:
        kept = kinds == 0
    else:
        kept = random.rand(len(places)) > 0.15
    return (places[kept], weights[kept]) if kept.any() else (places, weights)


def train(found: list[tuple[dict[str, Keys], int]], seconds: float) -> tuple[list[str], np.ndarray]:
    names, rarity = numbered(found)
    number = {key: place for place, key in enumerate(names)}
    items, times = [], []
    for texts, often in found:
        arrays = {}
        for language, keys in texts.items():
            known = [(number[key], weight, key[0] != "g") for key, weight in keys.items() if key in number]
            if known:
                places, weights, kinds = zip(*known, strict=True)
                arrays[language] = (
                    np.array(places, np.int64),
                    np.array(weights, np.float32),
                    np.array(kinds, np.int8),
                )
        if len(arrays) > 1:
            items.append(arrays)
            times.append(often)
    pool = np.repeat(np.arange(len(items)), times)
    torch.manual_seed(0)
    random = np.random.RandomState(0)
    model = Model(len(names), rarity)
    optimizer = torch.optim.SparseAdam(list(model.parameters()), lr=0.004)
    begun, step = time.monotonic(), 0
    while True:
        random.shuffle(pool)
        for start in range(0, len(pool) - BATCH, BATCH):
            passed = (time.monotonic() - begun) / seconds
            if passed >= 1:
                print(f"{len(items)} texts, {len(names)} rows, {step} steps", flush=True)
                return names, model.rows()
            left, right = [], []
            for place in pool[start : start + BATCH]:
                languages = list(items[place])
                one, other = random.choice(len(languages), 2, replace=False)
                left.append(dropped(items[place][languages[one]], random))
                right.append(dropped(items[place][languages[other]], random))
            for group in optimizer.param_groups:
                group["lr"] = 0.004 * (1 - passed) + 0.0003
            alike = model(left) @ model(right).T / TEMPERATURE
            target = torch.arange(len(left))
            loss = (functional.cross_entropy(alike, target) + functional.cross_entropy(alike.T, target)) / 2
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
            if step % 200 == 0:
                print(step, round(float(loss), 3), f"{passed:.0%}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seconds", type=float, default=600)
    options = parser.parse_args()
    torch.set_num_threads(2)
    names, rows = train(examples(options.sources), options.seconds)
    scales = np.abs(rows).max(axis=1) / 127
    np.savez(
        options.out,
        names=np.array(names),
        rows=np.round(rows / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float16),
    )


if __name__ == "__main__":
    main()
