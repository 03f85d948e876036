"""The one language engine of this process, with the terms and names of this site."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection

from tricity.language import Analysis, Engine, FeatureKind
from tricity.search import registry
from tricity.search.vectors import text_vectors
from tricity.terms import queries as terms

# How long a change of terms or names may go unseen by a process that has an engine already.
TERMS_SECONDS = 5.0
NAMES_SECONDS = 60.0
_KEPT = 2


@dataclass(slots=True)
class _Seen:
    """The stamps last read, and until when they are trusted (seconds of the monotonic clock)."""

    terms: str = ""
    names: str = ""
    terms_until: float = 0.0
    names_until: float = 0.0


class SiteEngine(Engine):
    """An engine with this site's names over one with its terms alone.

    What questions may mean is worked out from the terms, which takes seconds; new names then cost none of it.
    """

    def __init__(self, terms_alone: Engine, names: Mapping[str, Mapping[str, registry.Given]]) -> None:
        super().__init__(terms_alone.thesaurus, names)
        self._terms_alone = terms_alone

    def analyze_query(self, text: str, language: str | None = None) -> Analysis:
        asked = self._terms_alone.analyze_query(text, language)
        named = [each for each in self.analyze(text, language).features if each.kind is FeatureKind.NAME]
        features = sorted([*asked.features, *named], key=lambda each: (each.start, each.end))
        return replace(asked, features=tuple(features))


_lock = threading.RLock()
_engines: OrderedDict[str, SiteEngine] = OrderedDict()
_terms_alone: OrderedDict[str, Engine] = OrderedDict()
_seen = _Seen()


def engine() -> Engine:
    """The engine over the terms and names as they are; built at first use and after a change, by one thread at a time."""
    with _lock:
        stamp = vocabulary()
        if stamp not in _engines:
            _keep(_engines, stamp, SiteEngine(_over_terms(_seen.terms), registry.names()))
        _engines.move_to_end(stamp)
        return _engines[stamp]


def _over_terms(stamp: str) -> Engine:
    if stamp not in _terms_alone:
        _keep(_terms_alone, stamp, Engine(terms.thesaurus()))
    _terms_alone.move_to_end(stamp)
    return _terms_alone[stamp]


def _keep(engines: OrderedDict[str, Any], stamp: str, made: Engine) -> None:
    engines[stamp] = made
    while len(engines) > _KEPT:
        engines.popitem(last=False)


def warm_up() -> None:
    """Load what the first search in each language would otherwise wait for: some seconds."""
    try:
        for language, word in (("en", "city"), ("ja", "都市"), ("ko", "도시"), ("zh-hans", "城市")):
            engine().analyze_query(word, language)
        text_vectors()
    finally:
        connection.close()


def vocabulary() -> str:
    """A stamp of the terms and names in use; at most one query in five seconds, and the names once a minute."""
    with _lock:
        now = time.monotonic()
        if now >= _seen.terms_until:
            _seen.terms, _seen.terms_until = terms.version(), now + TERMS_SECONDS
        if now >= _seen.names_until:
            _seen.names, _seen.names_until = _digest(), now + NAMES_SECONDS
        return f"{_seen.terms} {_seen.names}"


def forget() -> None:
    """Look at the terms and names anew at the next use; for whoever has just changed them."""
    with _lock:
        _seen.terms_until = _seen.names_until = 0.0


def _digest() -> str:
    whole = hashlib.sha256()
    for name_id, by_language in sorted(registry.names().items()):
        whole.update(f"{name_id} {sorted(by_language.items())}\n".encode("utf-8", "surrogatepass"))
    return whole.hexdigest()[:16]
