import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans"])
def test_home_page_opens(client: Client, language: str) -> None:
    response = client.get(f"/{language}/")

    assert response.status_code == 200
