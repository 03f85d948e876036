"""Lists of people to invite, as organizers of three countries write them."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import factories
from tests.invitations.conftest import workbook
from tricity.invitations.errors import ListRefused
from tricity.invitations.reading import read_guests

pytestmark = pytest.mark.django_db


def test_a_workbook_with_japanese_headings_finds_bodies_and_languages() -> None:
    body = factories.organization("KR", names={"ko": "수원시", "en": "Suwon"}, language="ko")
    factories.country("JP")
    upload = workbook(
        ("氏名", "所属", "国", "言語"), ("김하늘", "수원시", "", ""), ("山田花子", "某団体", "日本", "英語")
    )

    guests = read_guests(upload)

    assert [(each.name, each.body, each.country, each.language) for each in guests] == [
        ("김하늘", body.pk, "KR", "ko"),
        ("山田花子", None, "JP", "en"),
    ]


def test_without_a_language_that_of_the_country_is_taken() -> None:
    factories.country("CN")
    upload = SimpleUploadedFile("list.csv", "name;country\n王小明;中国\nSomebody;\n".encode("utf-8-sig"))

    guests = read_guests(upload)

    assert [each.language for each in guests] == ["zh-hans", "en"]


def test_all_that_is_wrong_is_said_with_the_row() -> None:
    upload = workbook(
        ("name", "country", "language", "e-mail"),
        ("A", "Atlantis", "", ""),
        (None, None, None, None),
        ("", "", "", "a@example.org"),
        ("C", "", "tlh", "not an address"),
    )

    with pytest.raises(ListRefused) as refused:
        read_guests(upload)

    assert list(refused.value.problems) == [
        "Row 2: the country “Atlantis” is not known.",
        "Row 4: there is neither a name nor an organization.",
        "Row 5: the language “tlh” is none of this site.",
        "Row 5: “not an address” is not an e-mail address.",
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("list.xlsx", b"PK\x03\x04 nonsense", "cannot be read as a workbook"),
        ("list.csv", "姓名\n王小明\n".encode("gb18030"), "not in UTF-8"),
        ("list.csv", b"name,phone\nA,1\n", "“phone” is not known"),
        ("list.csv", b"country\nJP\n", "no column “name”"),
        ("list.csv", b"name\n", "Below the headings"),
        ("list.csv", b"", "empty"),
        ("list.docx", b"x", "XLSX or a CSV"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(ListRefused, match=reason):
        read_guests(SimpleUploadedFile(name, content))


def test_a_list_that_is_too_long_is_refused() -> None:
    lines = "name\n" + "".join(f"Guest {number}\n" for number in range(501))

    with pytest.raises(ListRefused, match="At most 500"):
        read_guests(SimpleUploadedFile("list.csv", lines.encode()))
