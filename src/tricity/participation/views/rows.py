"""A registration as organizers read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tricity.directory.names import country_name, organization_name
from tricity.events.digests.texts import language_label
from tricity.members.models import shortened, written
from tricity.participation import queries
from tricity.participation.exports import answer_text
from tricity.participation.models import Question, Registration
from tricity.translation.names import name_in
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class RowView:
    """`organization` is as the reader calls it where it is of the directory, else as it was written."""

    registration: Registration
    name: LocalizedText
    reading: LocalizedText
    organization: Any
    country: str
    reads: LocalizedText
    listens: str
    access_needs: LocalizedText
    remark: LocalizedText
    came: tuple[str, ...]


def row_view(row: Registration, reader: str) -> RowView:
    body = row.organization
    return RowView(
        registration=row,
        name=written(row.name, row.reads),
        reading=written(row.reading, row.reads),
        organization=organization_name(body, reader)
        if body
        else shortened(written(row.organization_named, row.reads)),
        country=str(country_name(row.country, reader)) if row.country else "",
        reads=LocalizedText(language_label(row.reads), reader),
        listens=language_label(row.listens) if row.listens else "",
        access_needs=written(row.access_needs, row.reads),
        remark=written(row.remark, reader),
        came=tuple(str(each.get_channel_display()) for each in row.arrivals.all()),
    )


def answers_of(row: Registration, reader: str) -> list[tuple[LocalizedText, LocalizedText]]:
    """Question and answer, of those that were answered."""
    questions = queries.questions_of(queries.admission_of(row.event), Question.Part.REGISTRATION)
    found = []
    for each in questions:
        answer = row.answers.get(str(each.pk))
        if answer is not None:
            text = answer_text(each, answer, reader)
            own_words = isinstance(answer, str)
            found.append(
                (
                    name_in(each.texts, reader),
                    written(text, row.reads) if own_words else LocalizedText(text, reader),
                )
            )
    return found
