"""What would go and what would stay, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from tricity.cooperation.digests.candidates import titles
from tricity.cooperation.models import Opportunity
from tricity.directory.models import CardEntry, City, Organization, Service
from tricity.events.models import Event
from tricity.knowledge.models import Record
from tricity.site.sample import COUNTRIES
from tricity.site.sample.holding import MODELS, Survey, Why
from tricity.site.sample.removing import renderings_of
from tricity.web.languages import reader_language
from tricity.web.text import LocalizedText, Origin

# Of each kind so many are named; of the others their number is said.
MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Stays:
    """One object that stays. `url` may be empty."""

    name: LocalizedText
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """A kind of thing: how many go, how many stay, and the first of those."""

    label: str
    going: int
    kept: int
    stays: list[Stays]

    @property
    def more(self) -> int:
        return self.kept - len(self.stays)


def lines(found: Survey) -> list[Line]:
    """One for each kind of which there is anything; at the end the renderings."""
    told = [_line(model, found) for model in MODELS]
    told.append(Line(_("Renderings"), renderings_of(found), 0, []))
    return [line for line in told if line.going or line.kept]


def label(model: type[Model]) -> str:
    labels: dict[type[Model], str] = {
        Opportunity: _("Candidates built from the sample alone"),
        Event: _("Events"),
        Service: _("Services for cities"),
        CardEntry: _("Entries of country cards"),
        Record: _("Records"),
        Organization: _("Organizations"),
        City: _("Cities"),
    }
    return labels[model]


def _line(model: type[Model], found: Survey) -> Line:
    kept = found.kept[model]
    first = sorted(kept)[:MOST_NAMED]
    rows: list[Any] = list(model._base_manager.filter(pk__in=first).order_by("pk"))
    names = titles(rows, reader_language()) if model is Opportunity else {}
    stays = [Stays(names.get(row.pk) or _name(row), _url(row), reason(kept[row.pk])) for row in rows]
    return Line(label(model), len(found.going[model]), len(kept), stays)


def reason(why: Why) -> str:
    reasons = {
        Why.CHANGED: _("changed by people"),
        Why.ATTACHED: _("people have attached something to it"),
        Why.NEEDED: _("needed by something that stays"),
    }
    return reasons[why]


def _name(row: Any) -> LocalizedText:
    """In the words of its own language where it has one, else in the reader's."""
    language = getattr(row, "language", "")
    if isinstance(row, Event):
        mine = reader_language()
        language = mine if mine in row.titles else next(iter(row.titles), "")
        return LocalizedText(row.titles.get(language, row.code), language or mine, Origin.ORIGINAL)
    if isinstance(row, City):
        return LocalizedText(row.native_name, COUNTRIES.get(row.country_id, ("en",))[0], Origin.ORIGINAL)
    return LocalizedText(str(row), language or "en", Origin.ORIGINAL)


def _url(row: Any) -> str:
    return str(row.get_absolute_url()) if hasattr(row, "get_absolute_url") else ""
