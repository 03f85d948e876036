"""The two lines that stand for a text nobody has rendered yet: only what fields and topics say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tricity.knowledge.digests.views import IndicatorView, PartyView, PlaceView, TopicView
from tricity.knowledge.models import Kind
from tricity.web.text import Origin

MOST_TOPICS = 3
MOST_PARTIES = 3
MOST_INDICATORS = 2


def listed(words: Iterable[object]) -> str:
    """Words one after the other, separated as the active language does."""
    return pgettext("between the items of a list", ", ").join(str(word) for word in words)


def place_line(country: PlaceView, city: PlaceView | None) -> str:
    if city is None:
        return str(country.name)
    return _("%(city)s (%(country)s)") % {"city": city.name, "country": country.name}


def title_line(kind: str, place: str, topics: Sequence[TopicView]) -> str:
    """What stands for a title: “Need of Ulsan (Korea): Parking”."""
    values = {"place": place, "topic": listed(topic.name for topic in topics[:2])}
    if topics:
        named = {
            Kind.INITIATIVE.value: _("Initiative in %(place)s: %(topic)s"),
            Kind.NEED.value: _("Need of %(place)s: %(topic)s"),
            Kind.SOLUTION.value: _("Solution from %(place)s: %(topic)s"),
        }
    else:
        named = {
            Kind.INITIATIVE.value: _("Initiative in %(place)s"),
            Kind.NEED.value: _("Need of %(place)s"),
            Kind.SOLUTION.value: _("Solution from %(place)s"),
        }
    return named[kind] % values


def summary_lines(
    facts: Sequence[str],
    topics: Sequence[TopicView],
    parties: Sequence[PartyView],
    indicators: Sequence[IndicatorView],
) -> str:
    """What stands for a summary: one line of plain facts, one of topics, bodies and figures."""
    first = " · ".join(fact for fact in facts if fact)
    second = []
    if topics:
        second.append(
            _("Topics: %(topics)s.") % {"topics": listed(topic.name for topic in topics[:MOST_TOPICS])}
        )
    if parties:
        second.append(
            _("Taking part: %(bodies)s.")
            % {"bodies": listed(str(each.name) for each in parties[:MOST_PARTIES])}
        )
    if indicators:
        second.append(_figures(indicators))
    return "\n".join(filter(None, [first, " ".join(second)]))


def _figures(indicators: Sequence[IndicatorView]) -> str:
    known = [figure(indicator) for indicator in indicators if indicator.is_named][:MOST_INDICATORS]
    if not known:
        return ngettext("%(count)d figure is given.", "%(count)d figures are given.", len(indicators)) % {
            "count": len(indicators)
        }
    return ngettext("%(count)d figure: %(figures)s.", "%(count)d figures: %(figures)s.", len(indicators)) % {
        "count": len(indicators),
        "figures": listed(known),
    }


def figure(indicator: IndicatorView) -> str:
    """One indicator in a line: its name, value and, where the reader can read it, unit."""
    if indicator.unit and indicator.unit.origin != Origin.DIGEST:
        return _("%(name)s %(value)s %(unit)s") % {
            "name": indicator.name,
            "value": indicator.value,
            "unit": indicator.unit,
        }
    return _("%(name)s %(value)s") % {"name": indicator.name, "value": indicator.value}
