"""The list of participants as a workbook: personal data, for organizers only."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from tricity.directory.names import country_name, organization_name
from tricity.events.digests.texts import language_label
from tricity.events.models import Event
from tricity.knowledge.exports.files import guarded
from tricity.participation.models import Question, Registration
from tricity.participation.queries import admission_of, questions_of, registrations_of
from tricity.translation.names import name_in
from tricity.web.languages import NATIVE_NAMES


def workbook(event: Event, reader: str) -> bytes:
    """One row for each registration, in the order they came; headings and names in the reader's language."""
    questions = questions_of(admission_of(event), Question.Part.REGISTRATION)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Registrations"))
    sheet.append([guarded(each) for each in _heading(questions, reader)])
    for row in registrations_of(event).iterator(chunk_size=500):
        sheet.append([guarded(each) for each in _cells(row, questions, reader)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _heading(questions: Iterable[Question], reader: str) -> list[str]:
    return [
        _("Code"), _("Name"), _("Reading of the name"), _("Name in Latin letters"), _("Organization"), _("Country"),
        _("Comes for"), _("Takes part"), _("Reads"), _("Listens to"), _("What we should prepare for you"), _("E-mail"),
        _("State"), _("Registered on"), _("Came"),
        *(str(name_in(each.texts, reader)) for each in questions),
    ]  # fmt: skip


def _cells(row: Registration, questions: Iterable[Question], reader: str) -> list[Any]:
    body = row.organization
    came = [str(each.get_channel_display()) for each in row.arrivals.all()]
    return [
        row.code,
        row.name,
        row.reading,
        row.romanized_name,
        str(organization_name(body, reader)) if body else row.organization_named,
        str(country_name(row.country, reader)) if row.country else "",
        str(row.get_role_display()),
        str(row.get_way_display()),
        NATIVE_NAMES.get(row.reads, row.reads),
        language_label(row.listens) if row.listens else "",
        row.access_needs,
        row.email,
        str(row.get_state_display()),
        row.created_at.strftime("%Y-%m-%d %H:%M"),
        ", ".join(came),
        *(answer_text(each, row.answers.get(str(each.pk)), reader) for each in questions),
    ]


def answer_text(question: Question, answer: Any, reader: str) -> str:
    """An answer as it is read; empty where none was given."""
    if answer is None:
        return ""
    if isinstance(answer, str) or question.kind == Question.Kind.SCALE:
        return str(answer)
    places = answer if isinstance(answer, list) else [answer]
    kept = [question.choices[place] for place in places if 0 <= place < len(question.choices)]
    return ", ".join(str(name_in(texts, reader)) for texts in kept)
