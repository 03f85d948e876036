"""Who is to be invited, before anything is kept: from a list or from the directory, carried through the preview signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.core import signing

from tricity.directory.models import Organization
from tricity.directory.names import organization_name
from tricity.events.models import Event
from tricity.language import INTERFACE_LANGUAGES

MOST: Final = 500
KEPT_SECONDS: Final = 24 * 3600
_SALT: Final = "tricity.invitations.preview"


@dataclass(frozen=True, slots=True)
class Guest:
    """`body` is the id of an organization of the directory; without one `organization` is as it was written."""

    language: str
    name: str = ""
    organization: str = ""
    body: int | None = None
    country: str = ""
    email: str = ""


def guests_of(bodies: Sequence[Organization]) -> list[Guest]:
    """Bodies of the directory, each addressed in its language."""
    found = []
    for body in bodies:
        language = body.language if body.language in INTERFACE_LANGUAGES else "en"
        name = str(organization_name(body, language))
        found.append(Guest(language, organization=name[:200], body=body.pk, country=body.country_id or ""))
    return found


def sealed(guests: Sequence[Guest], event: Event, user: Any) -> str:
    """For a hidden field: nothing is in the database until the organizer has seen the preview."""
    return signing.dumps([asdict(each) for each in guests], salt=_salt(event, user), compress=True)


def unsealed(seal: str, event: Event, user: Any) -> list[Guest] | None:
    """None where it is not of this event and person, was changed, or is older than a day."""
    try:
        rows = signing.loads(seal, salt=_salt(event, user), max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return None
    return [Guest(**row) for row in rows]


def _salt(event: Event, user: Any) -> str:
    return f"{_SALT}.{event.code}.{user.pk}"
