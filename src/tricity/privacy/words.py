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
    "appointed_by": _("Appointed by"),
    "asked_at": _("Asked on"),
    "at": _("When"),
    "body__organization__code": _("Organization"),
    "characters": _("Characters"),
    "checked_at": _("Last asked"),
    "code": _("Code"),
    "counts": _("Counts"),
    "country": _("Country"),
    "created_at": _("Made on"),
    "day": _("Day"),
    "decided_at": _("Decided on"),
    "decision_reason": _("Reason"),
    "document_id": _("What was found"),
    "due_at": _("Due on"),
    "email": _("E-mail"),
    "ends_at": _("Ends"),
    "ends_on": _("Last day"),
    "engine": _("Engine"),
    "entries": _("Entries"),
    "expires_at": _("Valid until"),
    "field": _("Field"),
    "file_name": _("File"),
    "files": _("Files"),
    "filters": _("Narrowed by"),
    "found_at": _("Found on"),
    "given_at": _("Agreed on"),
    "granted_at": _("Granted on"),
    "interest__code": _("Contact"),
    "joined_at": _("Joined on"),
    "kind": _("Kind"),
    "language": _("Language"),
    "last_login": _("Last signed in"),
    "last_used_at": _("Last used"),
    "made_at": _("Made on"),
    "message": _("Message"),
    "name": _("Name"),
    "native_language": _("Language of the name"),
    "native_name": _("Name"),
    "native_name_source": _("Source of the name"),
    "number": _("Version"),
    "organization__code": _("Organization"),
    "organization__names": _("Name of the organization"),
    "origin": _("Origin"),
    "proposed": _("Proposed only"),
    "published_at": _("Published on"),
    "purpose": _("Purpose"),
    "question": _("Question"),
    "reading": _("Reading"),
    "reason": _("Reason"),
    "record__code": _("Record"),
    "record__kind": _("Kind of record"),
    "remark": _("Remark"),
    "requests": _("Requests"),
    "residence": _("Country you live in"),
    "revoked_at": _("Revoked on"),
    "role": _("Role"),
    "roles": _("Role"),
    "romanized_name": _("Name in Latin letters"),
    "scopes": _("Rights"),
    "seen_at": _("Seen on"),
    "session__event__code": _("Event"),
    "size_bytes": _("Size in bytes"),
    "slug": _("Term"),
    "source": _("Source"),
    "speaker_name": _("Name in Latin letters"),
    "start": _("Begins with"),
    "starts_on": _("First day"),
    "state": _("State"),
    "status": _("Status"),
    "subject_code": _("Code of the object"),
    "subject_id": _("Number of the object"),
    "subject_kind": _("Kind of object"),
    "text": _("Text"),
    "texts": _("Texts"),
    "time_zone": _("Time zone"),
    "titles": _("Title"),
    "updated_at": _("Changed on"),
    "username": _("User name"),
    "values": _("Values"),
    "verb": _("Action"),
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
