"""The one language engine of this process, with the terms and names of this site."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

from django.db import connection

from tricity.language import Engine
from tricity.search import registry
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


_lock = threading.RLock()
_engines: OrderedDict[str, Engine] = OrderedDict()
_seen = _Seen()


def engine() -> Engine:
    """The engine over the terms and names as they are; built at first use and after a change, by one thread at a time."""
    with _lock:
        stamp = vocabulary()
        found = _engines.get(stamp)
        if found is None:
            found = _engines[stamp] = Engine(terms.thesaurus(), registry.names())
            while len(_engines) > _KEPT:
                _engines.popitem(last=False)
        _engines.move_to_end(stamp)
        return found


def warm_up() -> None:
    """Load what the first search in each language would otherwise wait for: some seconds."""
    try:
        for language, word in (("en", "city"), ("ja", "都市"), ("ko", "도시"), ("zh-hans", "城市")):
            engine().analyze_query(word, language)
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
