"""What has been published from each country: numbers of records, in the order of the countries' names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tricity.briefings.citing import colon, word
from tricity.briefings.claims import Claim, Claims, Grid, GridRow, Item, Piece, Said, Title, basis
from tricity.briefings.material import Material
from tricity.briefings.remarks import Remark
from tricity.cooperation.digests import sentences
from tricity.directory.models import Country
from tricity.directory.names import country_name
from tricity.knowledge.digests.sentences import listed
from tricity.publishing import runs

_LISTS = {
    "needs": "knowledge:needs",
    "plans": "knowledge:initiatives",
    "running": "knowledge:initiatives",
    "solutions": "knowledge:solutions",
}


def coverage(material: Material) -> Iterator[Piece]:
    known = {(each["country"], each["part"]): each for each in material.counted}
    if not known:
        return
    yield Title(runs(_("What has been published from each country")))
    yield Said(Remark.NUMBERS)
    if material.extent.has_detail:
        yield _table(material, known)
        return
    items = [_line(country, material, known) for country in material.countries]
    yield Claims(tuple(each for each in items if each is not None))


def _table(material: Material, known: Mapping[tuple[str, str], Mapping[str, Any]]) -> Grid:
    names = {
        "needs": _("Needs"),
        "plans": _("Plans and pilots"),
        "running": _("Running or completed"),
        "solutions": _("Solutions"),
    }
    head = (runs(_("Country")), *(runs(each) for each in names.values()), runs(_("Cities")))
    rows = tuple(
        GridRow(
            runs(word(country_name(country, material.language))),
            (
                *(_number(known.get((country.code, part)), part, country, material) for part in names),
                _cities(country, material, known),
            ),
        )
        for country in material.countries
    )
    return Grid(_("Published records by country"), head, rows)


def _number(
    sample: Mapping[str, Any] | None, part: str, country: Country, material: Material
) -> Claim | None:
    if sample is None:
        return None
    count = sample["counted"]
    found = basis(material.cite([sample["pk"]]), count=count, listed_at=_list(part, country))
    return Claim(runs(str(count)), found) if found else None


def _cities(
    country: Country, material: Material, known: Mapping[tuple[str, str], Mapping[str, Any]]
) -> Claim | None:
    """All of its records speak for the number; the newest of each kind is cited in the cells beside it."""
    count = material.cities.get(country.code, 0)
    samples = [known[country.code, part] for part in _LISTS if (country.code, part) in known]
    found = basis(
        material.cite(each["pk"] for each in samples[:1]),
        count=sum(each["counted"] for each in samples),
        listed_at=country.get_absolute_url(),
    )
    return Claim(runs(str(count)), found) if found and count else None


def _line(
    country: Country, material: Material, known: Mapping[tuple[str, str], Mapping[str, Any]]
) -> Item | None:
    samples = {part: known[country.code, part] for part in _LISTS if (country.code, part) in known}
    say = {
        "needs": sentences.needs,
        "plans": sentences.plans,
        "running": sentences.running,
        "solutions": sentences.offers,
    }
    counts = [say[part](sample["counted"]) for part, sample in samples.items()]
    if count := material.cities.get(country.code, 0):
        counts.append(sentences.cities(count))
    found = basis(
        material.cite(each["pk"] for each in list(samples.values())[:1]),
        count=sum(each["counted"] for each in samples.values()),
        listed_at=country.get_absolute_url(),
    )
    name = word(country_name(country, material.language))
    return Item(Claim(runs(name, colon(), listed(counts)), found)) if found else None


def _list(part: str, country: Country) -> str:
    return f"{reverse(_LISTS[part])}?{urlencode({'country': country.code})}"
