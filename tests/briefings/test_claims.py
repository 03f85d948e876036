"""A claim without a source cannot be written."""

from __future__ import annotations

import pytest

from tricity.briefings.claims import Basis, Cited, Claim, basis
from tricity.publishing import runs
from tricity.web.text import LocalizedText


def cited(code: str) -> Cited:
    return Cited(code, LocalizedText("駐車場", "ja"), runs("札幌市"), "2026", f"/en/needs/{code}/")


def test_claim_needs_a_basis() -> None:
    with pytest.raises(TypeError):
        Claim(runs("Sapporo needs it"))  # type: ignore[call-arg]


def test_basis_needs_something_that_is_cited() -> None:
    with pytest.raises(TypeError):
        Basis()  # type: ignore[call-arg]


def test_nothing_found_is_no_basis() -> None:
    assert basis([]) is None
    assert basis([], count=7, listed_at="/en/needs/") is None


def test_record_is_cited_once_and_the_rest_is_counted() -> None:
    found = basis([cited("A"), cited("A"), cited("B")], count=5, listed_at="/en/needs/")

    assert found == Basis(cited("A"), (cited("B"),), uncited=3, listed_at="/en/needs/")


def test_list_of_all_is_named_only_where_more_are_meant() -> None:
    found = basis([cited("A")], count=1, listed_at="/en/needs/")

    assert found == Basis(cited("A"))
