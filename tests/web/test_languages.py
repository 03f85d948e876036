from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.urls import resolve, translate_url

from tricity.web.languages import page_languages


@pytest.mark.django_db
@pytest.mark.parametrize("is_resolved", [True, False])
@pytest.mark.parametrize(
    "address", ["/en/", "/en/search/?q=%E6%B0%B4&page=2", "/en/events/J%C3%A9-1/", "/healthz", "/en/no/such/page/?a=b"]
)  # fmt: skip
def test_addresses_in_other_languages_are_as_django_gives_them(address: str, is_resolved: bool) -> None:
    request = RequestFactory().get(address)
    if is_resolved and "no/such" not in address:
        request.resolver_match = resolve(request.path_info)

    assert {each.code: each.url for each in page_languages(request)} == {
        code: translate_url(address, code) for code in ("en", "ja", "ko", "zh-hans")
    }
