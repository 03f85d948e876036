"""How the parts of a record are told to a reader who may read them; what may be read is decided in `disclosure`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils import formats
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from tricity.knowledge.digests.sentences import listed
from tricity.knowledge.models import Record
from tricity.knowledge.money import money
from tricity.knowledge.publication.template import BUDGET, INDICATORS, Form, NeedState, Part
from tricity.search.engine import engine
from tricity.translation.models import Translation
from tricity.translation.queries import localized
from tricity.web.text import LocalizedText, Origin

MOST_NAMED = 5  # topics by which an unrendered text is told


def part_text(
    part: Part, stored: str, record: Record, row: Translation | None, language: str
) -> LocalizedText:
    """The author's words, their rendering or what stands in for it; a date or a choice in the reader's language."""
    if part.form not in (Form.TEXT, Form.LINE):
        return LocalizedText(_readable(part, stored), language)
    known = localized(stored, record.language, row, language=language)
    return known or _unrendered(part, stored, record, language)


def core_text(name: str, record: Record, language: str) -> LocalizedText:
    """The budget, or the figures one a line; empty where none was given."""
    if name == BUDGET:
        return LocalizedText(money(record.budget_amount, record.budget_currency, language), language)
    return LocalizedText("\n".join(_figures(record)), record.language)


def core_labels() -> Mapping[str, str]:
    return {BUDGET: _("Budget"), INDICATORS: _("Indicators")}


def _figures(record: Record) -> Iterator[str]:
    for each in record.indicators:
        parts = (each.get("name"), each.get("value"), each.get("unit"), each.get("year"))
        yield " · ".join(str(part) for part in parts if part not in (None, ""))


def _readable(part: Part, text: str) -> str:
    if part.form == Form.STATE and text in NeedState.values:
        return str(NeedState(text).label)
    day = parse_date(text) if part.form == Form.DATE else None
    return formats.date_format(day, "DATE_FORMAT") if day else text


def _unrendered(part: Part, text: str, record: Record, language: str) -> LocalizedText:
    """A line as its author wrote it; of a longer text the topics it names, in the reader's language."""
    if part.form == Form.LINE:
        return LocalizedText(text, record.language)
    thesaurus = engine().thesaurus
    found = dict.fromkeys(mention.concept_id for mention in thesaurus.find(text, record.language))
    labels = [thesaurus[concept].label(language) for concept in list(found)[:MOST_NAMED]]
    told = _("It names: %(topics)s") % {"topics": listed(labels)} if labels else _("Not yet rendered.")
    return LocalizedText(told, language, Origin.DIGEST, text, record.language)
