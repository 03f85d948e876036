"""What is missing: needs that nothing answers, topics that rest on too little, records without a year or a time frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.briefings.citing import colon, word
from tricity.briefings.claims import Claim, Claims, Item, Piece, Said, Title, basis
from tricity.briefings.material import Material, cited_in
from tricity.briefings.remarks import Remark
from tricity.cooperation.digests import sentences
from tricity.cooperation.models import OverlapRow
from tricity.directory.names import country_name
from tricity.knowledge.models import Kind
from tricity.language import identify
from tricity.publishing import Run, Runs, runs
from tricity.translation.names import name_in


def missing(material: Material) -> Iterator[Piece]:
    items = [*_one_sided(material), *_unanswered(material), *_unmatched(material), *_undated(material)]
    yield Title(runs(_("What is missing")))
    if items:
        yield Claims(tuple(items))
    else:
        yield Said(Remark.NOT_MISSING)


def _one_sided(material: Material) -> Iterator[Item]:
    """Topics shown above that may seem to be more, or less, than they are."""
    warnings = material.run.overview.get("warnings", {})
    rows = [(row, each) for row in material.rows for each in warnings.get(row.concept.slug, ())]
    for row, warning in rows[: material.extent.gaps]:
        term = str(warning.get("parameters", {}).get("term", ""))
        yield from _about(row, _marked(sentences.warning(warning), term), material)


def _marked(said: str, term: str) -> Runs:
    """The sentence, with the term in it marked as of its own language."""
    before, found, after = said.partition(term) if term else (said, "", "")
    return runs(before, Run(found, identify(term)), after) if found else runs(said)


def _unanswered(material: Material) -> Iterator[Item]:
    names = {each.code: str(country_name(each, material.language)) for each in material.countries}
    for row in material.unanswered[: material.extent.gaps]:
        told = sentences.overlap(row.sentence, names)
        said = runs(told, " ", _("Nobody has published that it runs or is offered."))
        yield from _about(row, said, material)


def _about(row: OverlapRow, said: Runs, material: Material) -> Iterator[Item]:
    cells = {cell["country"]: cell for cell in row.cells}
    ids = [pk for each in material.countries for pk in cited_in(cells.get(each.code, {}))[:1]]
    count = sum(len(cell.get(part, ())) for cell in row.cells for part in ("needs", "plans", "running"))
    page = reverse("cooperation:overlap", args=[row.concept.slug])
    found = basis(material.cite(ids), count=count, listed_at=page)
    topic = word(name_in(row.concept.names, material.language))
    if found:
        yield Item(Claim(runs(topic, colon(), said), found))


def _unmatched(material: Material) -> Iterator[Item]:
    count = _sum(material.unmatched)
    said = ngettext(
        "For %(count)d need neither experience of another city nor a solution was found that is close to it.",
        "For %(count)d needs neither experience of another city nor a solution was found that is close to them.",
        count,
    )
    yield from _counted(material.unmatched, said, "knowledge:needs", material)


def _undated(material: Material) -> Iterator[Item]:
    needs = [each for each in material.undated if each["kind"] == Kind.NEED]
    works = [each for each in material.undated if each["kind"] != Kind.NEED]
    said = ngettext(
        "%(count)d need states no time frame.", "%(count)d needs state no time frame.", _sum(needs)
    )
    yield from _counted(needs, said, "knowledge:needs", material)
    said = ngettext(
        "%(count)d initiative states no year in which it began.",
        "%(count)d initiatives state no year in which they began.",
        _sum(works),
    )
    yield from _counted(works, said, "knowledge:initiatives", material)


def _counted(
    samples: Sequence[Mapping[str, Any]], said: str, page: str, material: Material
) -> Iterator[Item]:
    """One record of each country is cited, in the order of the countries' names."""
    newest = {each["country"]: each["pk"] for each in samples}
    ids = [newest[each.code] for each in material.countries if each.code in newest]
    count = _sum(samples)
    found = basis(material.cite(ids), count=count, listed_at=reverse(page))
    if found:
        yield Item(Claim(runs(said % {"count": count}), found))


def _sum(samples: Sequence[Mapping[str, Any]]) -> int:
    return sum(int(each["counted"]) for each in samples)
