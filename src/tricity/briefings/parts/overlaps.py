"""Where needs overlap: a picture, and the topics with what speaks for each number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tricity.briefings.citing import colon, word
from tricity.briefings.claims import (
    Chart,
    Claim,
    Claims,
    Grid,
    GridRow,
    Item,
    Piece,
    Said,
    Title,
    basis,
)
from tricity.briefings.drawing import PARTS, Charted, picture
from tricity.briefings.material import Material, cited_in
from tricity.briefings.remarks import Remark
from tricity.cooperation.digests import sentences
from tricity.cooperation.models import OverlapRow
from tricity.directory.names import country_name
from tricity.publishing import Runs, plain, runs
from tricity.translation.names import name_in


def overlaps(material: Material) -> Iterator[Piece]:
    if not material.rows:
        return
    yield Title(runs(_("Where needs overlap")))
    yield Said(Remark.SHARED_FIRST)
    if drawn := _chart(material):
        yield drawn
    yield from _table(material) if material.extent.has_detail else _lines(material)


def _chart(material: Material) -> Chart | None:
    names = [country_name(each, material.language) for each in material.countries]
    charted = [
        Charted(name_in(row.concept.names, material.language), tuple(map(_counts, _in_order(row, material))))
        for row in material.rows
    ]
    legend = {"needs": _("Needs"), "plans": _("Plans and pilots"), "running": _("Running or completed")}
    said = _("Needs, plans and running work by topic and country")
    # Of the first topic one record of each country; the others are cited with their topics, below.
    cited = [pk for cell in _in_order(material.rows[0], material) for pk in cited_in(cell)[:1]]
    count = sum(sum(counts) for each in charted for counts in each.counts)
    found = basis(material.cite(cited), count=count, listed_at=reverse("cooperation:overlaps"))
    if found is None:
        return None
    words = [f"{said}.", *(plain(each) for each in map(_sentence_of(material), material.rows))]
    return Chart(
        picture(charted, names, legend, material.language), " ".join(words), Claim(runs(said), found)
    )


def _lines(material: Material) -> Iterator[Piece]:
    """A sentence for each topic; of each country one record is cited, so that all weigh the same."""
    items, say = [], _sentence_of(material)
    for row in material.rows:
        cells = _in_order(row, material)
        cited = material.cite(pk for cell in cells for pk in cited_in(cell)[:1])
        found = basis(cited, count=sum(map(_number, cells)), listed_at=_page(row))
        if found:
            items.append(Item(Claim(say(row), found)))
    yield Claims(tuple(items))


def _sentence_of(material: Material) -> Callable[[OverlapRow], Runs]:
    names = {each.code: str(country_name(each, material.language)) for each in material.countries}

    def say(row: OverlapRow) -> Runs:
        topic = word(name_in(row.concept.names, material.language))
        return runs(topic, colon(), sentences.overlap(row.sentence, names))

    return say


def _table(material: Material) -> Iterator[Piece]:
    head = (
        runs(_("Topic")),
        *(runs(word(country_name(each, material.language))) for each in material.countries),
    )
    rows = tuple(_row(row, material) for row in material.rows)
    caption = _("Needs, plans and running work by topic and country, with records that speak for them")
    yield Grid(caption, head, rows, (5, *(4 for _each in material.countries)))


def _row(row: OverlapRow, material: Material) -> GridRow:
    cells = [
        _cell(cell, row, material.countries[at].code, material)
        for at, cell in enumerate(_in_order(row, material))
    ]
    return GridRow(runs(word(name_in(row.concept.names, material.language))), tuple(cells))


def _cell(cell: Mapping[str, Any], row: OverlapRow, country: str, material: Material) -> Claim | None:
    needs, plans, running = _counts(cell)
    counted = ((sentences.needs, needs), (sentences.plans, plans), (sentences.running, running))
    said = "\n".join(say(count) for say, count in counted if count)
    found = basis(
        material.cite(cited_in(cell)), count=needs + plans + running, listed_at=_page(row, country.lower())
    )
    return Claim(runs(said), found) if found else None


def _in_order(row: OverlapRow, material: Material) -> Sequence[Mapping[str, Any]]:
    cells = {cell["country"]: cell for cell in row.cells}
    return [cells.get(each.code, {}) for each in material.countries]


def _counts(cell: Mapping[str, Any]) -> tuple[int, int, int]:
    needs, plans, running = (len(cell.get(part, ())) for part in PARTS)
    return needs, plans, running


def _number(cell: Mapping[str, Any]) -> int:
    return sum(_counts(cell))


def _page(row: OverlapRow, *country: str) -> str:
    return reverse("cooperation:overlap", args=[row.concept.slug, *country])
