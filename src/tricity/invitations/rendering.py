"""What speakers wrote, for translators: a reviewed rendering becomes the text of the talk in that language.

Texts organizers wrote in a language themselves are never replaced.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from tricity.events import actions as events
from tricity.events.rules import may_edit, may_see
from tricity.invitations.actions.speaking import TEXTS
from tricity.invitations.models import SpeakerLink
from tricity.renderings.registry import Renderable, register
from tricity.translation.models import Translation


def register_texts() -> None:
    register(
        Renderable(
            kind="talk",
            model=SpeakerLink,
            texts=texts,
            label=_label,
            may_read=lambda user, link: may_see(user, link.event),
            may_edit=lambda user, link: may_edit(user, link.event),
            is_public=lambda link: link.event.is_public,
            changed=bring_in,
        )
    )


def texts(link: SpeakerLink) -> Mapping[str, str]:
    """What the speaker has written, in the speaker's language; nothing of moderators and interpreters."""
    if link.talk is None:
        return {}
    found = {name: getattr(link.talk, column).get(link.language, "") for name, column in TEXTS.items()}
    return {name: text for name, text in found.items() if text}


def bring_in(link: Model) -> None:
    """Put reviewed renderings into the talk, where nobody wrote in that language."""
    assert isinstance(link, SpeakerLink)
    talk = link.talk
    if talk is None:
        return
    rows = Translation.objects.filter(subject_kind=SpeakerLink._meta.label_lower, subject_id=link.pk)
    rendered: dict[str, dict[str, str]] = {name: dict(each) for name, each in link.rendered.items()}
    for row in rows.exclude(reviewed_at=None).exclude(language=link.language).filter(field__in=TEXTS):
        known = dict(getattr(talk, TEXTS[row.field]))
        before = rendered.get(row.field, {}).get(row.language, "")
        if known.get(row.language, "") == before:
            setattr(talk, TEXTS[row.field], {**known, row.language: row.text})
            rendered.setdefault(row.field, {})[row.language] = row.text
    if rendered != link.rendered:
        events.save_talk(talk, by=None)
        # Not `save`: `updated_at` says when the original changed.
        SpeakerLink.objects.filter(pk=link.pk).update(rendered=rendered)


def _label(field: str) -> str:
    labels: dict[str, Any] = {
        "title": _("Title of the talk"),
        "abstract": _("Abstract"),
        "biography": _("About the speaker"),
        "role": _("Office"),
    }
    return str(labels[field])
