"""Signing in, credentials, the desk and the audit trail."""

from __future__ import annotations

from tests.journeys.patterns.resolver import LANGUAGE as L
from tests.journeys.patterns.things import (
    EVERYBODY,
    FORMS_ONLY,
    OPERATORS,
    SIGNED_IN,
    Known,
    Thing,
    by_role,
    ways,
)

KNOWN: dict[str, Known] = {
    f"{L}sign-in/": Known(EVERYBODY),
    f"{L}sign-out/": Known(by_role((405,)), is_page=False),
    f"{L}my/": Known(SIGNED_IN),
    f"{L}my/waiting/<section>/": Known(
        SIGNED_IN, ways(("knowledge.drafts",), ("knowledge.review",), ("cooperation.matches",))
    ),
    f"{L}my/profile/": Known(SIGNED_IN),
    f"{L}my/password/": Known(SIGNED_IN),
    "sso/<provider_id>/answer/": Known(by_role((302,)), ways(("sso",)), is_page=False),
    f"{L}sign-in/code/": Known(by_role((302,)), is_page=False),
    f"{L}sign-in/passkey/": Known(by_role((302,)), is_page=False),
    f"{L}sign-in/sso/": Known(by_role((405,)), is_page=False),
    f"{L}my/security/": Known(SIGNED_IN),
    f"{L}my/security/confirm/": Known(SIGNED_IN),
    # What changes a credential asks first who it is; what the person does not have is not there.
    f"{L}my/security/confirm/code/": Known(by_role((302,)), is_page=False),
    f"{L}my/security/confirm/passkey/": Known(by_role((302,)), is_page=False),
    f"{L}my/security/app/": Known(by_role((302,)), is_page=False),
    f"{L}my/security/app/remove/": Known(by_role((404,), visitor=(302,)), is_page=False),
    f"{L}my/security/codes/": Known(by_role((404,), visitor=(302,)), is_page=False),
    f"{L}my/security/codes/new/": Known(by_role((302,)), is_page=False),
    f"{L}my/security/passkeys/add/": Known(by_role((302,)), is_page=False),
    f"{L}my/security/passkeys/<pk>/": Known(by_role((302,)), ways(("1",)), is_page=False),
    f"{L}my/security/passkeys/<pk>/remove/": Known(by_role((302,)), ways(("1",)), is_page=False),
    f"{L}my/security/sessions/<pk>/end/": Known(FORMS_ONLY, ways(("1",)), is_page=False),
    f"{L}my/security/sessions/end/": Known(FORMS_ONLY, is_page=False),
    f"{L}my/security/sso/link/": Known(FORMS_ONLY, is_page=False),
    f"{L}my/security/sso/unlink/": Known(FORMS_ONLY, is_page=False),
    f"{L}audit/": Known(
        OPERATORS,
        lambda site, made: [
            Thing("everything", ()),
            Thing("narrowed", (), query="?verb=record.written&since=2020-01-01"),
            Thing("nothing", (), query="?person=nobody"),
        ],
    ),
    f"{L}audit/export.<file_format>": Known(OPERATORS, ways(("csv",), ("jsonl",)), is_page=False),
}
