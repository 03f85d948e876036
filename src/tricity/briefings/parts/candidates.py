"""The joint projects with the best evidence: who needs it, has done it, could provide and support it, a first step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from tricity.briefings.citing import bodies, by_place, colon, listed, places
from tricity.briefings.claims import Basis, Claim, Claims, Item, Piece, Said, Title, basis
from tricity.briefings.material import Material
from tricity.briefings.measure import clipped
from tricity.briefings.quoting import place_of, quoted, quoted_role, record_line
from tricity.briefings.remarks import Remark
from tricity.cooperation.digests import sentences
from tricity.cooperation.models import Evidence, Opportunity
from tricity.directory.digests import OrganizationView
from tricity.knowledge.models import Record
from tricity.publishing import Run, Runs, runs

Role = Evidence.Role
MARK = "*"  # as the remark on what is not published has it
_RECORDS = (Role.NEED, Role.PLAN, Role.EXPERIENCE, Role.OFFER)
ByRole = Mapping[str, Sequence[Evidence]]


def candidates(material: Material) -> Iterator[Piece]:
    yield Title(runs(_("Candidates for joint projects")))
    if not material.candidates:
        yield Said(Remark.NO_CANDIDATE)
        return
    yield Said(Remark.EVIDENCE_FIRST)
    if not all(row.is_public for row in material.candidates):
        yield Said(Remark.UNPUBLISHED)
    for row in material.candidates:
        by_role = _by_role(material.evidence[row.pk])
        title = material.titles[row.pk]
        mark = "" if row.is_public else f" {MARK}"
        yield Title(runs(Run(title.text, title.language), mark), level=2)
        items = (
            _whole(row, by_role, material) if material.extent.has_detail else _brief(row, by_role, material)
        )
        yield from items


def _by_role(evidence: Sequence[Evidence]) -> ByRole:
    found: dict[str, list[Evidence]] = defaultdict(list)
    for each in evidence:
        found[each.role].append(each)
    return found


def _labels() -> dict[str, str]:
    return {
        Role.NEED: _("Cities that need it"),
        Role.PLAN: _("Cities that plan or try it"),
        Role.EXPERIENCE: _("Cities that have done it"),
        Role.OFFER: _("Who could provide it"),
        Role.SUPPORT: _("Who could support it"),
    }


# --- In two pages: a line for each part ------------------------------------------------------------------------------


def _brief(row: Opportunity, by_role: ByRole, material: Material) -> Iterator[Piece]:
    items = []
    for role in _RECORDS:
        records = _records(by_role[role], material)
        found = basis(material.cite(each.pk for each in records))
        if found:
            said = _titles(records, material) if role == Role.OFFER else places(records, material.language)
            items.append(_labelled(_labels()[role], said, found))
    supporters = _supporters(by_role[Role.SUPPORT], material)
    found = basis(
        [material.citing.body(each.organization) for each, _view in supporters if each.organization]
    )
    if found:
        said = bodies(view for _each, view in supporters)
        items.append(_labelled(_labels()[Role.SUPPORT], said, found))
    items += _first_step(row, by_role, material)[:1]
    yield Claims(tuple(items))


def _titles(records: Sequence[Record], material: Material) -> Runs:
    """What is offered, as the reader gets it called."""
    views = [material.views[each.pk] for each in records if each.pk in material.views]
    most = material.extent.title
    return listed(dict.fromkeys(Run(clipped(view.title.text, most), view.title.language) for view in views))


def _labelled(label: str, said: Runs, found: Basis) -> Item:
    return Item(Claim(runs(Run(f"{label}{colon()}", strong=True), said), found))


def _first_step(row: Opportunity, by_role: ByRole, material: Material) -> list[Item]:
    """The roles that decide what is said are those that are cited."""
    roles = frozenset(role for role in _RECORDS if by_role[role])
    cited = [each.record_id for role in _RECORDS for each in by_role[role][:1] if each.record_id]
    found = basis(material.cite(cited))
    if found is None:
        return []
    return [
        _labelled(_("A possible first step"), runs(sentences.first_step(row.horizon, roles)), found),
        _labelled(row.get_horizon_display(), runs(sentences.horizon(row.horizon)), found),
    ]


# --- In full: a line and a quotation for each record -----------------------------------------------------------------


def _whole(row: Opportunity, by_role: ByRole, material: Material) -> Iterator[Piece]:
    for role in _RECORDS:
        items = _items(by_role[role], material)
        if items:
            yield Title(runs(_labels()[role]), level=3)
            yield Claims(tuple(items))
    supporters = [
        _support(each, view, material) for each, view in _supporters(by_role[Role.SUPPORT], material)
    ]
    if supporters:
        yield Title(runs(_labels()[Role.SUPPORT]), level=3)
        yield Claims(tuple(supporters))
    if steps := _first_step(row, by_role, material):
        yield Title(runs(_("What could be done")), level=3)
        yield Claims(tuple(steps))


def _items(evidence: Sequence[Evidence], material: Material) -> list[Item]:
    by_record = {each.record_id: each for each in evidence}
    items = []
    for record in _records(evidence, material):
        found = basis(material.cite([record.pk]))
        view = material.views.get(record.pk)
        if found and view:
            quote = quoted(by_record[record.pk], view, record, material.extent.quote)
            items.append(Item(Claim(record_line(record, view, material.extent.title), found), quote))
    return items


def _support(evidence: Evidence, view: OrganizationView, material: Material) -> Item:
    assert evidence.organization is not None
    why = sentences.support(str(place_of(evidence).get("reason", "")))
    cited = Basis(material.citing.body(evidence.organization))
    country = runs(" (", Run(view.country.text, view.country.language), ")") if view.country else ()
    return Item(
        Claim(runs(bodies([view]), country, colon(), why), cited),
        quoted_role(evidence, view, material.extent.quote),
    )


# --- Both ------------------------------------------------------------------------------------------------------------


def _records(evidence: Sequence[Evidence], material: Material) -> list[Record]:
    """Those that may be cited, by place."""
    ids = [each.record_id for each in evidence if each.record_id is not None]
    return by_place((material.records[pk] for pk in ids if pk in material.records), material.language)


def _supporters(evidence: Sequence[Evidence], material: Material) -> list[tuple[Evidence, OrganizationView]]:
    """By the names of country and body for the reader."""
    known = [
        (each, material.supporters[each.organization.pk])
        for each in evidence
        if each.organization and each.organization.pk in material.supporters
    ]

    def key(pair: tuple[Evidence, OrganizationView]) -> tuple[str, str, int]:
        body = pair[0].organization
        assert body is not None
        country = body.country.sort_keys.get(material.language, "") if body.country else ""
        return (country, body.sort_keys.get(material.language, ""), body.pk)

    return sorted(known, key=key)
