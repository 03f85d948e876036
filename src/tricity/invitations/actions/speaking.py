"""Giving speakers their links, and what they write by them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone, translation

from tricity.activity.actions import record
from tricity.events import actions as events
from tricity.events.models import Event, SessionPerson, SpeakerConsent, Talk
from tricity.invitations import rules
from tricity.invitations.actions.slides import keep_slides
from tricity.invitations.consents import VERSION, words_for
from tricity.invitations.errors import LinkClosed
from tricity.invitations.models import ConsentGiven, SpeakerLink
from tricity.invitations.telling import tell_speaker, tongue
from tricity.members.codes import LETTERS_OF_A_LINK, digest_of, new_secret

Part = Talk | SessionPerson
# Of a talk: texts kept in several languages, and how the speaker's form calls them.
TEXTS = {"title": "titles", "abstract": "abstracts", "biography": "biographies", "role": "roles"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a speaker writes. `texts` (keys of `TEXTS`) are in `language`; an empty one takes back only the speaker's own."""

    language: str
    native_name: str = ""
    native_language: str = ""
    reading: str = ""
    romanized_name: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    spoken_languages: tuple[str, ...] = ()


@transaction.atomic
def give_link(
    part: Part, *, language: str, email: str, closes_at: dt.datetime, by: Any
) -> tuple[SpeakerLink, str]:
    """The link of a speaker with its secret, known only now; an earlier link of the same opens nothing any more."""
    of = {"talk": part} if isinstance(part, Talk) else {"person": part}
    secret = new_secret(LETTERS_OF_A_LINK)
    values = {
        "email": email,
        "closes_at": closes_at,
        "made_by": by,
        "digest": digest_of(secret),
        "reminded": [],
    }
    link = SpeakerLink.objects.select_for_update().filter(**of).first()
    if link is None:
        link = SpeakerLink.objects.create(**of, language=language, **values)
    else:
        for name, value in values.items():
            setattr(link, name, value)
        if link.saved_at is None:
            link.language = language
        link.save()
    tell_speaker(link, secret)
    record("speaker-link.given", link, by=by, event=link.event.code)
    return link, secret


@transaction.atomic
def give_links(event: Event, *, closes_at: dt.datetime, by: Any) -> list[tuple[SpeakerLink, str]]:
    """Links for all speakers who have none, each in the language of their name, else of their organization."""
    talks = Talk.objects.filter(session__event=event, speaker_link=None)
    rows = talks.select_related("session__event", "organization").order_by(
        "session__position", "position", "pk"
    )
    return [give_link(talk, language=_language(talk), email="", closes_at=closes_at, by=by) for talk in rows]


def _language(talk: Talk) -> str:
    return tongue(talk.native_language or (talk.organization.language if talk.organization else ""))


@transaction.atomic
def take_link(link: SpeakerLink, *, by: Any) -> None:
    """The link opens nothing any more; what was written and agreed to stays."""
    row = SpeakerLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    row.digest = digest_of(new_secret(LETTERS_OF_A_LINK))
    row.closes_at = min(row.closes_at, timezone.now())
    row.save(update_fields=["digest", "closes_at"])
    record("speaker-link.taken", row, by=by, event=row.event.code)


@dataclass(frozen=True, slots=True)
class Slides:
    """A checked file, or none where nothing changes; its licence; whether the file kept is taken back."""

    upload: File | None = None
    licence: str = ""
    remove: bool = False


@transaction.atomic
def hand_in(
    link: SpeakerLink,
    said: Said,
    slides: Slides | None = None,
    answers: Mapping[str, bool | None] | None = None,
) -> None:
    """All a speaker sends at once, or nothing of it. Raises LinkClosed."""
    write(link, said)
    if slides is not None:
        keep_slides(link, upload=slides.upload, licence=slides.licence, remove=slides.remove)
    answer(link, answers or {})


@transaction.atomic
def write(link: SpeakerLink, said: Said) -> None:
    """Keep what the speaker wrote, however much of it. Raises LinkClosed."""
    row = SpeakerLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if not rules.may_write(row, timezone.now()):
        raise LinkClosed
    if row.talk is not None:
        _fill_talk(row.talk, said, row.language)
        events.save_talk(row.talk, by=None)
    elif row.person is not None:
        _fill_person(row.person, said)
        events.save_person(row.person, by=None)
    row.language, row.saved_at = said.language, timezone.now()
    row.save(update_fields=["language", "saved_at", "updated_at"])
    record("speaker.wrote", row, event=row.event.code)


@transaction.atomic
def answer(link: SpeakerLink, answers: Mapping[str, bool | None]) -> None:
    """Keep what the person agrees to, with the words shown; only what changed. Never too late to take back.

    Raises LinkClosed where somebody agrees after the time.
    """
    row = SpeakerLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    words = words_for(row.part)
    known = {each.use: each.is_given for each in row.part.consents.all()}
    changed = {use: given for use, given in answers.items() if given is not None and known.get(use) != given}
    if any(changed.values()) and not rules.may_write(row, timezone.now()):
        raise LinkClosed
    language = tongue(translation.get_language() or "en")
    for use, given in changed.items():
        text = str(words[SpeakerConsent.Use(use)])
        ConsentGiven.objects.create(
            link=row, use=use, is_given=given, version=VERSION, language=language, text=text
        )
    events.answer_consents(row.part, changed, answered_by=SpeakerConsent.By.SPEAKER, by=None)


def _fill_talk(talk: Talk, said: Said, before: str) -> None:
    if said.native_name and said.native_name != talk.native_name:
        talk.native_name_source, talk.native_name_by_speaker = "", True
    if not said.native_name:
        talk.native_name_source, talk.native_name_by_speaker = "", False
    talk.native_name = said.native_name
    talk.native_language = said.native_language if said.native_name else ""
    talk.reading = said.reading
    talk.speaker_name = said.romanized_name or talk.speaker_name
    talk.spoken_languages = list(said.spoken_languages)
    for name, column in TEXTS.items():
        texts, text = dict(getattr(talk, column)), said.texts.get(name, "")
        # Who first wrote in the wrong language and says so now has not written two texts.
        if before != said.language and texts.get(before) == text:
            texts.pop(before, None)
        texts.pop(said.language, None)
        setattr(talk, column, {**texts, said.language: text} if text else texts)


def _fill_person(person: SessionPerson, said: Said) -> None:
    if not said.native_name and not said.romanized_name:
        return
    person.native_name = said.native_name
    person.native_language = said.native_language if said.native_name else ""
    person.reading = said.reading
    person.romanized_name = said.romanized_name
