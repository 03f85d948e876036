"""What the columns of an export are called for people to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.activity.labels import verb_label
from tricity.language import LANGUAGES, identify
from tricity.web.languages import reader_language


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a value; `language` is empty where it is the page's, or none."""

    text: str
    language: str = ""


COLUMNS: Final[Mapping[str, Any]] = {
    "answer": _("Answer"),
    "appointed_by": _("Appointed by"),
    "asked_at": _("Asked on"),
    "at": _("When"),
    "began_at": _("Began on"),
    "body": _("Organization"),
    "body__organization__code": _("Organization"),
    "characters": _("Characters"),
    "checked_at": _("Last asked"),
    "code": _("Code"),
    "conversation__code": _("Conversation"),
    "country": _("Country"),
    "counts": _("Counts"),
    "created_at": _("Made on"),
    "date_joined": _("Linked on"),
    "day": _("Day"),
    "decided_at": _("Decided on"),
    "decision_reason": _("Reason"),
    "deed": _("Decision"),
    "deleted_at": _("Deleted on"),
    "device": _("Device"),
    "document_id": _("What was found"),
    "due_at": _("Due on"),
    "earlier": _("Said before it was changed"),
    "edited_at": _("Changed on"),
    "email": _("E-mail"),
    "ends_at": _("Ends"),
    "ends_on": _("Last day"),
    "engine": _("Engine"),
    "entries": _("Entries"),
    "expires_at": _("Valid until"),
    "extra_data": _("What your organization told us"),
    "field": _("Field"),
    "file_name": _("File"),
    "files": _("Files"),
    "filters": _("Narrowed by"),
    "first__code": _("Record"),
    "found_at": _("Found on"),
    "given_at": _("Agreed on"),
    "gone__code": _("Record"),
    "granted_at": _("Granted on"),
    "group": _("About"),
    "idea__code": _("Idea"),
    "in_app": _("In the platform"),
    "in_digest": _("By e-mail"),
    "interest__code": _("Contact"),
    "is_received": _("Was sent to you"),
    "item": _("Number of the object"),
    "joined_at": _("Joined on"),
    "kept__code": _("Record"),
    "kind": _("Kind"),
    "language": _("Language"),
    "last_at": _("Last message"),
    "last_login": _("Last signed in"),
    "last_used_at": _("Last used"),
    "made_at": _("Made on"),
    "message": _("Message"),
    "message__code": _("Message"),
    "method": _("Signed in with"),
    "name": _("Name"),
    "native_language": _("Language of the name"),
    "native_name": _("Name"),
    "native_name_source": _("Source of the name"),
    "next_at": _("Next on"),
    "number": _("Version"),
    "opportunity__code": _("Joint project candidate"),
    "organization__code": _("Organization"),
    "organization__names": _("Name of the organization"),
    "origin": _("Origin"),
    "owner__code": _("Organization"),
    "partners": _("Partners sought"),
    "person__code": _("Person"),
    "post__code": _("Post"),
    "proposed": _("Proposed only"),
    "provider": _("Provider"),
    "publication_state": _("State"),
    "published_at": _("Published on"),
    "purpose": _("Purpose"),
    "question": _("Question"),
    "reading": _("Reading"),
    "reason": _("Reason"),
    "record__code": _("Record"),
    "record__kind": _("Kind of record"),
    "remark": _("Remark"),
    "request__contact": _("How you can be reached"),
    "request__name": _("Your name"),
    "request__reason": _("What do you need the account for?"),
    "requests": _("Requests"),
    "residence": _("Country you live in"),
    "revoked_at": _("Revoked on"),
    "rhythm": _("How often"),
    "role": _("Role"),
    "roles": _("Role"),
    "romanized_name": _("Name in Latin letters"),
    "scopes": _("Rights"),
    "second__code": _("Record"),
    "section": _("List"),
    "seen_at": _("Seen on"),
    "sent_at": _("Sent on"),
    "session__event__code": _("Event"),
    "size_bytes": _("Size in bytes"),
    "slug": _("Term"),
    "source": _("Source"),
    "source__code": _("Source"),
    "speaker_name": _("Name in Latin letters"),
    "start": _("Begins with"),
    "started_at": _("Began on"),
    "starts_on": _("First day"),
    "state": _("State"),
    "status": _("Status"),
    "subject_code": _("Code of the object"),
    "subject_id": _("Number of the object"),
    "subject_kind": _("Kind of object"),
    "summary": _("Text"),
    "text": _("Text"),
    "texts": _("Texts"),
    "thread__kind": _("Kind of object"),
    "thread__subject_id": _("Number of the object"),
    "time_zone": _("Time zone"),
    "title": _("Title"),
    "titles": _("Title"),
    "topic": _("What it is about"),
    "type": _("Kind"),
    "uid": _("Number at the provider"),
    "undone_at": _("Undone on"),
    "until": _("Until"),
    "updated_at": _("Changed on"),
    "username": _("User name"),
    "values": _("Values"),
    "verb": _("Action"),
    "verified": _("Confirmed"),
    "wish": _("Wish"),
    "withdrawn_at": _("Taken back on"),
}
YES, NO = pgettext_lazy("value", "yes"), pgettext_lazy("value", "no")


def column_label(name: str) -> str:
    """What a column is called in the active language; one nobody has named stays as it is."""
    return str(COLUMNS.get(name, name))


def readable(name: str, value: Any) -> list[Part]:
    """A value in parts as people read it: those of a list or of nested values one by one; a dash for none."""
    if value is None or value in ("", [], {}):
        return [Part("—")]
    if isinstance(value, bool):
        return [Part(str(YES if value else NO))]
    if name == "verb":
        return [Part(verb_label(str(value)))]
    if isinstance(value, Mapping):
        return [part for key, each in value.items() for part in _of_pair(str(key), each)]
    if isinstance(value, list):
        return [part for each in value for part in readable("", each)]
    return [_of_words(str(value))]


def _of_pair(key: str, value: Any) -> list[Part]:
    """A name in a language stands without its key, for it says its language itself."""
    if key in LANGUAGES and isinstance(value, str):
        return [Part(value, key)]
    return [Part(f"{key}: {part.text}", part.language) for part in readable("", value)]


def _of_words(text: str) -> Part:
    """Somebody's own words, in the language they seem to be in."""
    if text.isascii():
        return Part(text)
    language = identify(text, default=reader_language())
    return Part(text, "" if language == reader_language() else language)
