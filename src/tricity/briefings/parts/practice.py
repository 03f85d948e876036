"""Work that others can learn from: it runs, and needs of other countries fit it. By name, not by merit."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tricity.briefings.citing import by_place, colon, places
from tricity.briefings.claims import Claim, Claims, Item, Piece, Said, Title, basis
from tricity.briefings.material import Material, Practice
from tricity.briefings.quoting import record_line
from tricity.briefings.remarks import Remark
from tricity.publishing import Run, runs


def practice(material: Material) -> Iterator[Piece]:
    by_work = {each.work: each for each in material.practice}
    works = [material.records[pk] for pk in by_work if pk in material.records and pk in material.views]
    items = [_item(by_work[work.pk], material) for work in by_place(works, material.language)]
    shown = tuple(each for each in items if each is not None)
    if shown:
        yield Title(runs(_("Good practice to learn from")))
        yield Said(Remark.PRACTICE)
        yield Claims(shown)


def _item(each: Practice, material: Material) -> Item | None:
    needs = by_place((material.records[pk] for pk in each.needs if pk in material.records), material.language)
    found = basis(material.cite([each.work, *(need.pk for need in needs)]))
    if found is None or not needs:
        return None
    line = record_line(material.records[each.work], material.views[each.work], material.extent.title)
    wanted = runs(Run("\n" + _("Needs that it fits") + colon()), places(needs, material.language))
    return Item(Claim(runs(line, wanted), found))
