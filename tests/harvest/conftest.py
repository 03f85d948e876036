from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests import factories
from tests.harvest.server import Catalogue, serving
from tricity.directory.models import Organization
from tricity.harvest import actions
from tricity.harvest.models import Run, Source
from tricity.harvest.running.drafts import Drafter


@pytest.fixture(autouse=True)
def _no_topics(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiling the topics takes seconds for each new engine; only the test of topics pays for it."""
    if "topics" not in request.node.name:
        monkeypatch.setattr(Drafter, "_topics", lambda *_: [])


@pytest.fixture
def catalogue(settings: Any) -> Iterator[Catalogue]:
    """A catalogue on loopback, which the operator allows."""
    with serving(Catalogue()) as running:
        settings.HARVEST_HOSTS = [running.host]
        yield running


@pytest.fixture
def body(countries: object) -> Organization:
    """The administration of Yokohama."""
    city = factories.city("JP", native_name="横浜市", names={"ja": "横浜市", "en": "Yokohama"})
    return factories.organization("JP", city=city, names={"ja": "横浜市役所", "en": "City of Yokohama"})


@pytest.fixture
def source(body: Organization, catalogue: Catalogue) -> Source:
    return make_source(body, catalogue.address)


def make_source(body: Organization, address: str, **fields: Any) -> Source:
    values = {"name": "横浜市オープンデータ", "form": "ckan", "kind": "initiative", "delay_s": 0.0, **fields}
    return Source.objects.create(owner=body, address=address, **values)


@pytest.fixture
def harvested() -> Callable[..., Run]:
    """A whole harvest without its pauses."""

    def harvest(source: Source, *, steps: int = 100, **options: Any) -> Run:
        run = actions.begin_harvest(source, by=None, **options)
        for _ in range(steps):
            if actions.next_step(run).is_last:
                break
        return Run.objects.get(pk=run.pk)

    return harvest
