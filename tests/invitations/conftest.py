from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook

from tests import factories
from tricity.events.models import Event, Session, Talk
from tricity.invitations.actions import give_link
from tricity.invitations.models import SpeakerLink
from tricity.participation.models import Admission

PDF = b"%PDF-1.7\n" + b"x" * 200


@pytest.fixture
def event(db: None) -> Event:
    """In a month, in three languages, open for registration."""
    start = timezone.now() + dt.timedelta(days=30)
    found = factories.event(
        starts_at=start, ends_at=start + dt.timedelta(hours=2), languages=["zh-hans", "ja", "ko"]
    )
    Admission.objects.create(event=found, is_open=True)
    return found


@pytest.fixture
def organizer(db: None) -> Any:
    return factories.user(roles=["organizer"])


@pytest.fixture
def talk(event: Event) -> Talk:
    session = Session.objects.create(event=event, kind="panel", titles={"ja": "討論"}, position=1)
    return Talk.objects.create(session=session, speaker_name="Kim Haneul", position=1)


@pytest.fixture
def given(talk: Talk, organizer: Any) -> tuple[SpeakerLink, str]:
    """The talk's link, for a speaker of Korean, open for a fortnight."""
    closes_at = timezone.now() + dt.timedelta(days=14)
    return give_link(talk, language="ko", email="haneul@example.kr", closes_at=closes_at, by=organizer)


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def workbook(*rows: tuple[Any, ...], name: str = "list.xlsx") -> SimpleUploadedFile:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile(name, out.getvalue())
