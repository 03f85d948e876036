"""Slides of speakers: kept with the link; the event has a copy while the speaker agrees that they are published."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone

from tricity.activity.actions import record
from tricity.events import actions as events
from tricity.events.consenting import Part
from tricity.events.models import Resource, SpeakerConsent, Talk
from tricity.events.uploads import suffix_of
from tricity.invitations import rules
from tricity.invitations.errors import LinkClosed
from tricity.invitations.models import SpeakerLink


@transaction.atomic
def keep_slides(link: SpeakerLink, *, upload: File | None, licence: str, remove: bool = False) -> None:
    """Keep a checked file, or none any more, and its licence; then show what may be shown. Raises LinkClosed."""
    row = SpeakerLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    talk = row.talk
    if talk is None:
        return
    if not rules.may_write(row, timezone.now()):
        raise LinkClosed
    is_other = upload is not None or remove or licence != row.slides_licence
    if not is_other:
        return
    if upload is not None or remove:
        _forget_file(row)
    if upload is not None:
        name = f"{row.code}-{secrets.token_hex(8)}.{suffix_of(str(upload.name))}"
        row.slides.save(name, upload, save=False)
    row.slides_licence = licence
    row.save(update_fields=["slides", "slides_licence"])
    talk.licence = licence
    talk.save(update_fields=["licence"])
    record("speaker.slides-kept", row, event=row.event.code)
    show_or_hide(row, anew=True)


def consents_changed(part: Part, by: Any) -> None:
    """The speaker, or an organizer who wrote it down, has answered otherwise than before; others have no slides."""
    if not isinstance(part, Talk):
        return
    link = SpeakerLink.objects.filter(talk=part).exclude(slides="").first()
    if link is not None:
        show_or_hide(link, by=by)


def show_or_hide(link: SpeakerLink, *, anew: bool = False, by: Any = None) -> None:
    """Have the slides on the event's page while the speaker agrees, and only then; in the transaction of the deed."""
    talk = link.talk
    assert talk is not None
    event = talk.session.event
    shown = event.resources.filter(external_id=_identity(link)).first()
    agreed = talk.consents.filter(use=SpeakerConsent.Use.SLIDES, is_given=True).exists()
    wanted = bool(link.slides) and agreed
    if shown is not None and (anew or not wanted):
        events.delete_resource(shown, by=by)
        shown = None
    if wanted and shown is None:
        with link.slides.open("rb") as file:
            copy = ContentFile(file.read(), name=f"slides.{suffix_of(str(link.slides.name))}")
        events.add_resource(_resource(link, talk), by=by, upload=copy)


def _resource(link: SpeakerLink, talk: Talk) -> Resource:
    titles = {code: text[:200] for code, text in talk.titles.items() if text}
    return Resource(
        event=talk.session.event,
        session=talk.session,
        external_id=_identity(link),
        kind=Resource.Kind.SLIDES,
        titles=titles or {"en": talk.speaker_name},
        language=link.language,
        licence=link.slides_licence,
    )


def _identity(link: SpeakerLink) -> str:
    return f"speaker-{link.code}"


def _forget_file(link: SpeakerLink) -> None:
    storage, name = link.slides.storage, link.slides.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))
    link.slides = ""
