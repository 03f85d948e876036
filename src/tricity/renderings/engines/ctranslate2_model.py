"""A multilingual model on this machine, run by CTranslate2 from the operator's own folder of weights.

The folder holds what `ct2-transformers-converter` writes (`model.bin` and the vocabulary) and the model's
`tokenizer.json`. Families known: NLLB (a token for each language) and MADLAD (`<2ja>` before the text). Nothing is
ever downloaded, and nothing is sent.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from tricity.renderings.engines.base import TermPair
from tricity.renderings.errors import EngineFailed
from tricity.synthesis.sentences import sentence_spans

_NLLB = {
    "zh-hans": "zho_Hans",
    "zh-hant": "zho_Hant",
    "ja": "jpn_Jpan",
    "ko": "kor_Hang",
    "en": "eng_Latn",
}
_MADLAD = {"zh-hans": "<2zh>", "zh-hant": "<2zh_Hant>", "ja": "<2ja>", "ko": "<2ko>", "en": "<2en>"}
_END = "</s>"
_SPACED = ("en", "ko")
LONGEST_SENTENCE_TOKENS = 400
THREADS = 2


class CTranslate2Model:
    """Sentence by sentence, as these models were trained; line breaks stay. It takes no terms: they are checked."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self._folder = folder

    def render(
        self, texts: Sequence[str], *, source: str, target: str, terms: Sequence[TermPair]
    ) -> list[str]:
        loaded = _loaded(self._folder)
        return [_rendered(loaded, text, source, target) for text in texts]


class _Loaded:
    """The weights and the tokenizer in memory; a translator is safe to share, the lock keeps the load of one page."""

    def __init__(self, folder: Path) -> None:
        import ctranslate2
        from tokenizers import Tokenizer

        self.translator = ctranslate2.Translator(str(folder), device="cpu", intra_threads=THREADS)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.lock = threading.Lock()

    def knows(self, token: str) -> bool:
        return self.tokenizer.token_to_id(token) is not None

    def tokens(self, text: str) -> list[str]:
        return list(self.tokenizer.encode(text, add_special_tokens=False).tokens)

    def text(self, tokens: Sequence[str]) -> str:
        ids = [self.tokenizer.token_to_id(token) for token in tokens]
        return str(self.tokenizer.decode([each for each in ids if each is not None])).strip()


@lru_cache(maxsize=1)
def _loaded(folder: Path) -> _Loaded:
    for name in ("model.bin", "tokenizer.json"):
        if not (folder / name).is_file():
            raise EngineFailed(_("the folder of weights has no %(name)s") % {"name": name})
    try:
        return _Loaded(folder)
    except ImportError as error:
        raise EngineFailed(_("the package %(name)s is not installed") % {"name": error.name}) from None
    except Exception as error:  # the libraries raise bare exceptions for broken files
        raise EngineFailed(_("its weights cannot be read")) from error


def _rendered(loaded: _Loaded, text: str, source: str, target: str) -> str:
    """The text with each sentence rendered; what stands between sentences on other lines stays."""
    spans = sentence_spans(text)
    batch = [source_tokens(loaded, text[start:end], source, target) for start, end in spans]
    prefix = [[_NLLB[target]]] * len(batch) if loaded.knows(_NLLB[target]) else None
    options: dict[str, Any] = {"beam_size": 4, "max_decoding_length": LONGEST_SENTENCE_TOKENS}
    try:
        with loaded.lock:
            results = loaded.translator.translate_batch(batch, target_prefix=prefix, **options)
    except (RuntimeError, ValueError) as error:
        raise EngineFailed(_("the model cannot render this text")) from error
    found = [
        loaded.text([each for each in result.hypotheses[0] if each != _NLLB[target]]) for result in results
    ]
    if not all(found):
        raise EngineFailed(_("its answer is empty"))
    parts: list[str] = []
    for (start, _end), sentence, before in zip(
        spans, found, [0, *(end for _start, end in spans)], strict=False
    ):
        parts += [_between(text[before:start], target, is_first=not parts), sentence]
    return "".join(parts)


def _between(gap: str, target: str, *, is_first: bool) -> str:
    if is_first:
        return ""
    return "\n" * gap.count("\n") or (" " if target in _SPACED else "")


def source_tokens(loaded: Any, sentence: str, source: str, target: str) -> list[str]:
    """What the model reads: the language before the sentence in the way of its family. Raises EngineFailed."""
    if loaded.knows(_NLLB[source]) and loaded.knows(_NLLB[target]):
        tokens = [_NLLB[source], *loaded.tokens(sentence), _END]
    elif loaded.knows(_MADLAD[target]):
        tokens = [_MADLAD[target], *loaded.tokens(sentence), _END]
    else:
        raise EngineFailed(_("it does not know one of the languages"))
    if len(tokens) > LONGEST_SENTENCE_TOKENS:
        raise EngineFailed(_("a sentence is too long for it"))
    return tokens
