from __future__ import annotations

import pytest

from tricity.language import Thesaurus
from tricity.renderings.terms_used import marked, term_hits, term_warnings
from tricity.terms.models import Concept
from tricity.terms.queries import thesaurus

pytestmark = pytest.mark.django_db


@pytest.fixture
def terms(record: object) -> Thesaurus:
    return thesaurus()


def hits(terms: Thesaurus, source: str) -> list[object]:
    concepts = {row.slug: row for row in Concept.objects.all()}
    return list(term_hits(terms, concepts, source, "ja", "ko"))


def test_terms_are_marked_where_they_stand(terms: Thesaurus) -> None:
    pieces = marked("市の駐車場。", hits(terms, "市の駐車場。"))  # type: ignore[arg-type]

    assert [(piece.text, piece.hit.preferred if piece.hit else "") for piece in pieces] == [
        ("市の", ""),
        ("駐車場", "주차장"),
        ("。", ""),
    ]


@pytest.mark.parametrize(
    ("rendering", "warned"),
    [
        ("시의 주차장", []),
        ("시의 주차 공간", []),
        ("시의 주차공간", []),
        ("시의 광장", [("駐車場", ("주차장", "주차 공간"), "")]),
        ("시의 파킹장", [("駐車場", ("주차장", "주차 공간"), "파킹장")]),
        ("", []),
    ],
)
def test_rendering_is_checked_for_the_words_of_the_termbase(
    terms: Thesaurus, rendering: str, warned: list[tuple[str, tuple[str, ...], str]]
) -> None:
    found = term_warnings(hits(terms, "駐車場と駐車場。"), rendering)  # type: ignore[arg-type]

    assert [(each.words, each.wanted, each.used) for each in found] == warned
