"""Notices, the weekly letter and what was put off."""

from __future__ import annotations

from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import FORMS_ONLY, SIGNED_IN, Known, by_role, ways

KNOWN: dict[str, Known] = {
    f"{L}my/week/": Known(SIGNED_IN),
    f"{L}my/later/": Known(FORMS_ONLY, is_page=False),
    f"{L}my/done/": Known(FORMS_ONLY, is_page=False),
    f"{L}my/notices/": Known(SIGNED_IN),
    f"{L}my/notices/settings/": Known(SIGNED_IN),
    f"{L}my/notices/read/": Known(FORMS_ONLY, is_page=False),
    # Everybody's are their own.
    f"{L}my/notices/<pk>/": Known(by_role((404,), visitor=(302,)), ways(("0",)), is_page=False),
    f"{L}my/notices/<pk>/read/": Known(FORMS_ONLY, ways(("1",)), is_page=False),
    f"{L}unsubscribe/<token>/": Known(by_role((404,)), ways(("not-signed",)), is_page=False),
}
