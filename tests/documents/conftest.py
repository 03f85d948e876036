from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import factories
from tricity.directory.models import Organization


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.DOCUMENTS_FOLDER = tmp_path / "documents"


@pytest.fixture
def body(countries: object) -> Organization:
    """The administration of Yokohama."""
    city = factories.city("JP", native_name="横浜市", names={"ja": "横浜市", "en": "Yokohama"})
    return factories.organization("JP", city=city, names={"ja": "横浜市役所", "en": "City of Yokohama"})
