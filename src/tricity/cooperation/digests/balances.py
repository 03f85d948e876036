"""The balance of a selection as a table, with what is missing and what would mend it; none of it is a grade."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tricity.cooperation.balance import EXPECTED_KINDS, Balance, Change, Voice, balance, mending
from tricity.directory.models import Country, OrganizationType
from tricity.directory.names import DisplayName, display
from tricity.knowledge.digests.sentences import listed
from tricity.web.text import LocalizedText


@dataclass(frozen=True, slots=True)
class BalanceRow:
    country: DisplayName
    counts: tuple[int, ...]
    total: int
    capital: int
    elsewhere: int


@dataclass(frozen=True, slots=True)
class BalanceView:
    """The balance as a table; `gaps` are friendly sentences, `changes` the fewest that would leave none."""

    kinds: tuple[str, ...]
    rows: tuple[BalanceRow, ...]
    total: int
    gaps: tuple[str, ...]
    changes: tuple[str, ...] = ()


def balance_view(
    voices: Iterable[Voice],
    countries: Sequence[Country],
    language: str,
    expected: Sequence[OrganizationType] = EXPECTED_KINDS,
) -> BalanceView:
    """For a reader of `language`, which must be the active one; `expected` are the kinds one hopes to see."""
    heard, codes = list(voices), [each.code for each in countries]
    found = balance(heard, codes, expected)
    used = {kind for _country, kind in found.counts}
    kinds = [kind for kind in OrganizationType if kind in used or kind in expected]
    names = {each.code: display(each.names, language, language) for each in countries}
    rows = tuple(_row(found, code, names[code], kinds) for code in names)
    if any(country == "" for country, _kind in found.counts):
        name = DisplayName(LocalizedText(_("Of no single country"), language))
        rows = (*rows, _row(found, "", name, kinds))
    words = {code: str(name) for code, name in names.items()}
    return BalanceView(
        kinds=tuple(str(kind.label) for kind in kinds),
        rows=rows,
        total=found.total,
        gaps=tuple(_gaps(found, words)),
        changes=tuple(_change(each, words) for each in mending(heard, codes, expected)),
    )


def _row(found: Balance, code: str, name: DisplayName, kinds: Sequence[OrganizationType]) -> BalanceRow:
    counts = tuple(found.of(code, kind) for kind in kinds)
    return BalanceRow(name, counts, sum(counts), found.capitals[code], found.elsewhere[code])


def _gaps(found: Balance, names: dict[str, str]) -> list[str]:
    gaps = []
    if found.missing_countries:
        where = listed([names[code] for code in found.missing_countries])
        gaps.append(_("Nobody is there from %(countries)s yet.") % {"countries": where})
    if found.thin_countries:
        where = listed([names[code] for code in found.thin_countries])
        gaps.append(
            _("Fewer than half as many as from another country: %(countries)s.") % {"countries": where}
        )
    if found.missing_kinds:
        kinds = listed([str(OrganizationType(kind).label) for kind in found.missing_kinds])
        gaps.append(_("Not there yet: %(kinds)s.") % {"kinds": kinds})
    if found.only_capitals:
        gaps.append(_("All cities are capitals. Another city may know it from closer by."))
    if found.unknown:
        gaps.append(
            _("Not counted, since the organization is not in the directory: %(number)s.")
            % {"number": found.unknown}
        )
    return gaps


def _change(change: Change, names: dict[str, str]) -> str:
    if change.instead_of is None:
        return _("Add: %(who)s") % {"who": _who(change.add, names)}
    values = {"who": _who(change.add, names), "other": _who(change.instead_of, names)}
    return _("Exchange: %(who)s instead of %(other)s") % values


def _who(voice: Voice, names: dict[str, str]) -> str:
    country = names.get(voice.country) or _("of no single country")
    return _("%(kind)s (%(country)s)") % {"kind": _kind(voice), "country": country}


def _kind(voice: Voice) -> str:
    if not voice.kind:
        return _("an organization of any kind")
    if voice.kind == OrganizationType.CITY and voice.is_of_capital is not None:
        return (
            _("City administration of a capital")
            if voice.is_of_capital
            else _("City administration of another city")
        )
    return str(OrganizationType(voice.kind).label)
