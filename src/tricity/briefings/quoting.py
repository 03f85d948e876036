"""Words of originals with what they say in the reader's language, where somebody or something rendered them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from tricity.briefings.citing import colon, place_name, word
from tricity.briefings.claims import Quote
from tricity.briefings.measure import clipped
from tricity.cooperation.models import Evidence
from tricity.directory.digests import OrganizationView
from tricity.knowledge.digests import RecordView
from tricity.knowledge.models import Record
from tricity.publishing import Run, Runs, runs
from tricity.synthesis.sentences import sentence_spans
from tricity.web.text import LocalizedText, Origin


def record_line(record: Record, view: RecordView, most: int) -> Runs:
    """“Yokohama: Parking guidance (Operating, since 2021)”; a digest names the place itself."""
    facts = " · ".join(filter(None, [view.status_label, view.horizon_label, view.priority_label, view.years]))
    named = () if view.title.origin == Origin.DIGEST else runs(place_name(record, view.reader), colon())
    title = replace(view.title, text=clipped(view.title.text, most))
    return runs(_strong(named), word(title), origin_mark(view.title), f" ({facts})" if facts else "")


def _strong(content: Runs) -> Runs:
    return tuple(Run(each.text, each.language, strong=True) for each in content)


def origin_mark(text: LocalizedText) -> str:
    """Whoever reads a machine's words on paper cannot ask the page where they come from."""
    if text.origin != Origin.MACHINE:
        return ""
    return " " + (_("[machine rendering, reviewed]") if text.reviewed else _("[machine rendering]"))


def quoted(evidence: Evidence, view: RecordView, record: Record, most: int) -> Quote | None:
    """The words that speak for the candidate, unless the line itself has them as its title."""
    if not evidence.quotation or evidence.quotation == view.title.text:
        return None
    if place_of(evidence).get("part") == "title":
        # What it says stands in the line.
        return Quote(LocalizedText(clipped(evidence.quotation, most), record.language))
    return _quote(evidence.quotation, record.language, view.summary, most)


def quoted_role(evidence: Evidence, view: OrganizationView, most: int) -> Quote | None:
    """The sentence around the words that speak for the body."""
    if not evidence.quotation or evidence.organization is None:
        return None
    whole, start = evidence.organization.role_summary, int(place_of(evidence).get("start", 0))
    first, end = next((span for span in sentence_spans(whole) if span[0] <= start < span[1]), (0, len(whole)))
    return _quote(whole[first:end], evidence.organization.language, view.role, most)


def place_of(evidence: Evidence) -> Mapping[str, Any]:
    """Where the quoted words stand; of a body also why it is named."""
    return evidence.reasons[0] if evidence.reasons else {}


def _quote(words: str, language: str, whole: LocalizedText, most: int) -> Quote:
    shown = LocalizedText(clipped(words, most), language)
    # A digest renders nothing, and what was made from earlier words does not say these.
    if whole.origin == Origin.DIGEST or not whole.source_text or whole.stale:
        return Quote(shown)
    rendering = clipped(_same_place(words, whole), most)
    return Quote(shown, LocalizedText(rendering, whole.language, whole.origin, reviewed=whole.reviewed))


def _same_place(words: str, whole: LocalizedText) -> str:
    """The sentence of the rendering that stands where the words stand in the original; all of it where sentences differ in number."""
    original = sentence_spans(whole.source_text)
    rendered = sentence_spans(whole.text)
    start = whole.source_text.find(words)
    if len(original) != len(rendered) or start < 0:
        return whole.text
    at = next((place for place, (first, end) in enumerate(original) if first <= start < end), None)
    if at is None:
        return whole.text
    first, end = rendered[at]
    return whole.text[first:end]
