from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tricity.events.models import Event
from tricity.web.identity import PublicationState


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.RECORDINGS_FOLDER = tmp_path / "recordings"
    settings.REPLAY_FOLDER = tmp_path / "replay"


@pytest.fixture
def organizer(db: None, client: Client) -> Client:
    """A browser in which an organizer has signed in."""
    client.force_login(factories.user(roles=["organizer"]))
    return client


@pytest.fixture
def event(db: None) -> Event:
    return factories.event()


@pytest.fixture
def draft(db: None) -> Event:
    return factories.event(titles={"en": "Secret forum"}, publication_state=PublicationState.DRAFT)
