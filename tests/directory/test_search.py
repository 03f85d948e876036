from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from tests import factories

from tricity.search.actions import touch
from tricity.search.engine import forget
from tricity.search.indexer import catch_up
from tricity.search.queries import find

pytestmark = pytest.mark.django_db
YOKOHAMA = {"ja": "横浜市", "ko": "요코하마시", "zh-hans": "横滨市", "en": "Yokohama"}


@pytest.mark.parametrize("question", ["요코하마", "Yokohama", "横滨", "横浜"])
def test_a_city_is_found_by_its_name_in_any_language(countries: dict[str, Any], question: str) -> None:
    city = factories.city("JP", native_name="横浜市", names=YOKOHAMA)
    other = factories.city("KR", native_name="수원시", names={"ko": "수원시", "en": "Suwon"})
    forget()
    touch(city, other)
    catch_up()

    found = find(question, language="en", kinds=["city"])

    assert [hit.object.code for hit in found.hits] == [city.code]


@pytest.mark.parametrize("question", ["국토교통부", "国土交通部", "Ministry of Land"])
def test_an_organization_is_found_by_its_name_in_any_language(
    countries: dict[str, Any], question: str
) -> None:
    body = factories.organization(
        "KR", names={"ko": "국토교통부", "ja": "国土交通部", "en": "Ministry of Land"}, language="ko"
    )
    touch(body)
    catch_up()

    found = find(question, language="ja", kinds=["organization"])

    assert [str(hit.object) for hit in found.hits] == ["国土交通部"]


def test_a_deleted_organization_is_not_found(countries: dict[str, Any]) -> None:
    body = factories.organization("KR", names={"ko": "국토교통부"}, language="ko")
    touch(body)
    catch_up()
    body.deleted_at = timezone.now()
    body.save()

    assert [
        hit.object for hit in find("국토교통부", language="ko", kinds=["organization"]).hits if hit.object
    ] == []

    touch(body)
    catch_up()
    assert find("국토교통부", language="ko", kinds=["organization"]).total == 0
