"""Personal data: what is kept, texts, retention."""

from __future__ import annotations

from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import (
    EVERYBODY,
    FORMS_ONLY,
    OPERATORS_ALONE,
    SIGNED_IN,
    Known,
    Thing,
    ways,
)

KNOWN: dict[str, Known] = {
    f"{L}my/data/": Known(SIGNED_IN),
    f"{L}my/data/kept/<name>/": Known(
        SIGNED_IN,
        ways(*((name,) for name in ("account", "contacts", "audit-trail", "documents", "speakers"))),
    ),
    f"{L}my/data/archive/": Known(FORMS_ONLY, is_page=False),
    f"{L}my/data/consents/<name>/withdraw/": Known(FORMS_ONLY, ways(("email",)), is_page=False),
    f"{L}my/data/asked/": Known(SIGNED_IN),
    f"{L}my/data/deletion/": Known(SIGNED_IN),
    f"{L}my/data/deletion/cancel/": Known(FORMS_ONLY, is_page=False),
    f"{L}my/data/goodbye/": Known(EVERYBODY),
    f"{L}personal-data/": Known(
        EVERYBODY, lambda site, made: [Thing("", ()), Thing("of Japan", (), query="?residence=JP")]
    ),
    f"{L}personal-data/editions/<name>/<residence>/<number>/": Known(EVERYBODY, ways(("email", "all", "1"))),
    f"{L}personal-data/texts/": Known(OPERATORS_ALONE),
    f"{L}personal-data/texts/<name>/<residence>/": Known(
        OPERATORS_ALONE, ways(("email", "all"), ("contact", "CN"))
    ),
    f"{L}personal-data/texts/<name>/<residence>/preview/": Known(OPERATORS_ALONE, ways(("account", "KR"))),
    f"{L}personal-data/retention/": Known(OPERATORS_ALONE),
}
