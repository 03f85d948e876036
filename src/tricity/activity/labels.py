"""What the verbs of the audit trail are called for people to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import pgettext_lazy

# Each says what was done to the object of the entry.
VERBS: Final[Mapping[str, Any]] = {
    "account.changed": pgettext_lazy("done", "Account changed"),
    "account.made": pgettext_lazy("done", "Account made"),
    "account.password-changed": pgettext_lazy("done", "Password changed"),
    "account.role-granted": pgettext_lazy("done", "Role granted"),
    "account.signed-in": pgettext_lazy("done", "Signed in"),
    "account.signed-out": pgettext_lazy("done", "Signed out"),
    "audit.exported": pgettext_lazy("done", "Audit trail exported"),
    "criterion.changed": pgettext_lazy("done", "Acceptance criterion changed"),
    "criterion.made": pgettext_lazy("done", "Acceptance criterion made"),
    "deputy.appointed": pgettext_lazy("done", "Deputy appointed"),
    "deputy.ended": pgettext_lazy("done", "Deputyship ended"),
    "event.candidate-added": pgettext_lazy("done", "Candidate project put on an event"),
    "event.candidate-removed": pgettext_lazy("done", "Candidate project taken off an event"),
    "event.changed": pgettext_lazy("done", "Event changed"),
    "event.loaded": pgettext_lazy("done", "Event loaded"),
    "event.made": pgettext_lazy("done", "Event made"),
    "event.published": pgettext_lazy("done", "Event published"),
    "event.results-changed": pgettext_lazy("done", "Results of an event changed"),
    "event.withdrawn": pgettext_lazy("done", "Event withdrawn"),
    "import.applied": pgettext_lazy("done", "Import applied"),
    "interest.expressed": pgettext_lazy("done", "Interest expressed"),
    "interest.noted": pgettext_lazy("done", "Note on an interest written"),
    "interest.status-changed": pgettext_lazy("done", "State of an interest changed"),
    "membership.changed": pgettext_lazy("done", "Membership changed"),
    "membership.made": pgettext_lazy("done", "Membership made"),
    "opportunity.put-on-programme": pgettext_lazy("done", "Candidate project put on a programme"),
    "opportunity.taken-off-programme": pgettext_lazy("done", "Candidate project taken off a programme"),
    "organization.changed": pgettext_lazy("done", "Organization changed"),
    "organization.made": pgettext_lazy("done", "Organization made"),
    "record.archived": pgettext_lazy("done", "Record archived"),
    "record.change-declined": pgettext_lazy("done", "Change of a record declined"),
    "record.change-proposed": pgettext_lazy("done", "Change of a record proposed"),
    "record.changed": pgettext_lazy("done", "Record changed"),
    "record.claim-declined": pgettext_lazy("done", "Wish of a body declined"),
    "record.claimed": pgettext_lazy("done", "A body wrote about a record"),
    "record.confirmed": pgettext_lazy("done", "Record confirmed by a body"),
    "record.corrected": pgettext_lazy("done", "Record corrected at a body's wish"),
    "record.deleted": pgettext_lazy("done", "Record deleted"),
    "record.published": pgettext_lazy("done", "Record published"),
    "record.published-unreviewed": pgettext_lazy("done", "Record published, not yet reviewed"),
    "record.reconfirmed": pgettext_lazy("done", "Need reconfirmed"),
    "record.restored": pgettext_lazy("done", "Earlier version of a record restored"),
    "record.returned": pgettext_lazy("done", "Record returned to its authors"),
    "record.reviewed": pgettext_lazy("done", "Public record reviewed"),
    "record.submitted": pgettext_lazy("done", "Record submitted"),
    "record.unarchived": pgettext_lazy("done", "Record taken back from the archive"),
    "record.written": pgettext_lazy("done", "Record written"),
    "rendering.accepted": pgettext_lazy("done", "Rendering accepted"),
    "rendering.returned": pgettext_lazy("done", "Rendering returned"),
    "rendering.saved": pgettext_lazy("done", "Rendering saved"),
    "rendering.submitted": pgettext_lazy("done", "Rendering submitted"),
    "resource.added": pgettext_lazy("done", "Resource added"),
    "resource.deleted": pgettext_lazy("done", "Resource deleted"),
    "resource.kept": pgettext_lazy("done", "Resource kept"),
    "reviewing-body.named": pgettext_lazy("done", "Reviewing body named"),
    "reviewing-body.removed": pgettext_lazy("done", "Reviewing body removed"),
    "session.deleted": pgettext_lazy("done", "Session deleted"),
    "session.made": pgettext_lazy("done", "Session made"),
    "session.moved": pgettext_lazy("done", "Session moved"),
    "synthesis.finished": pgettext_lazy("done", "Analysis finished"),
    "talk.deleted": pgettext_lazy("done", "Talk deleted"),
    "talk.made": pgettext_lazy("done", "Talk made"),
    "talk.moved": pgettext_lazy("done", "Talk moved"),
    "term.changed": pgettext_lazy("done", "Term changed"),
    "term.created": pgettext_lazy("done", "Term made"),
    "term.misleading-word": pgettext_lazy("done", "Misleading word of a term changed"),
    "term.proposed": pgettext_lazy("done", "Term proposed"),
    "token.made": pgettext_lazy("done", "Access token made"),
    "token.revoked": pgettext_lazy("done", "Access token revoked"),
    "translation.changed": pgettext_lazy("done", "Stored rendering changed"),
    "translation.made": pgettext_lazy("done", "Stored rendering made"),
    "translation.stamped": pgettext_lazy("done", "Rendering made official"),
}


def verb_label(verb: str) -> str:
    """What the verb is called in the active language; one nobody has named stays as it is."""
    return str(VERBS.get(verb, verb))
