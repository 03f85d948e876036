from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tricity.events.models import Event, Session
from tricity.web.identity import PublicationState


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def organizer(db: None, client: Client) -> Client:
    """A browser in which an organizer has signed in."""
    client.force_login(factories.user(roles=["organizer"]))
    return client


@pytest.fixture
def draft(db: None) -> Event:
    return factories.event(
        titles={"en": "Secret forum"}, publication_state=PublicationState.DRAFT, published_at=None
    )


def add_session(event: Event, **fields: Any) -> Session:
    defaults: dict[str, Any] = {"kind": "panel", "titles": {"en": "A panel"}}
    return Session.objects.create(event=event, **{**defaults, **fields})
