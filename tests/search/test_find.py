from __future__ import annotations

import pytest

from tests import factories
from tricity.search import indexer
from tricity.search.actions import touch
from tricity.search.queries import find

pytestmark = pytest.mark.django_db


def test_find_crosses_languages() -> None:
    parking = factories.record("CN", title="智慧停车诱导系统", summary="在市中心建设停车诱导屏。")
    factories.record("CN", title="智慧路灯", summary="路灯节能改造。")
    touch(*type(parking).objects.all())
    indexer.catch_up()

    found = find("주차", language="ko", kinds=["initiative"], counts=["country", "topic"])

    print(found)
    assert [hit.pk for hit in found.hits] == [parking.pk]
