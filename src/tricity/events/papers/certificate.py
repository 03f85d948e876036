"""A certificate of attendance; who took part, and for how long, is known to the app that keeps attendance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.events.digests import present_page
from tricity.events.models import Event
from tricity.events.papers.parts import facts, joined, paper, said, strong, when
from tricity.events.papers.registry import Asked
from tricity.publishing import Block, Document, Paragraph, Role, Run, runs
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Attendance:
    """`name` as the person writes it, in its language; `latin` the same in Latin letters; both may be what is known.

    `organization` and `role` ("speaker") may be empty, and `minutes` None where attendance was not counted in time.
    `code` is what a third party asks for at `check_at`, where the site can confirm it.
    """

    name: LocalizedText
    latin: str = ""
    organization: LocalizedText | None = None
    role: str = ""
    minutes: int | None = None
    code: str = ""
    check_at: str = ""


def certificate(event: Event, attended: Attendance, asked: Asked) -> Document:
    """In `asked.language`; says only what is known, and by whom it is said."""
    with translation.override(asked.language):
        page = present_page(event, asked.language, user=asked.user)
        person = strong(runs(Run(attended.name.text, attended.name.language)))
        latin = attended.latin if attended.latin != attended.name.text else ""
        blocks: list[Block] = [
            Paragraph(
                runs(_("This certifies that the following person took part in this event.")), Role.LEAD
            ),
            facts(
                (_("Name"), joined([person, runs(latin)])),
                (_("Organization"), said(attended.organization)),
                (_("Took part as"), runs(attended.role)),
                (_("Event"), said(page.event.title)),
                (_("When"), when(event, page)),
                (_("Time attended"), runs(_minutes(attended.minutes))),
                (_("Place"), said(page.event.place)),
                (_("Organizers"), joined(map(said, page.event.organizers))),
            ),
            *_check(attended),
        ]
        return paper(event, page, asked, _("Certificate of attendance"), blocks)


def _minutes(minutes: int | None) -> str:
    if minutes is None:
        return ""
    return ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes) % {"minutes": minutes}


def _check(attended: Attendance) -> Sequence[Block]:
    if not attended.code:
        return []
    sentence = _("Number of this certificate: %(code)s") % {"code": attended.code}
    address = [runs(Run(attended.check_at, href=attended.check_at))] if attended.check_at else []
    return [Paragraph(joined([runs(sentence), *address], "\n"), Role.QUIET)]
