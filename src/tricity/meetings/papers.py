"""What the event report tells of meetings: numbers by pairs of countries, without names."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tricity.events.papers import Reported, Section, register_section
from tricity.events.papers.parts import facts
from tricity.meetings.counting import Counts, count
from tricity.meetings.models import Outcome
from tricity.participation.digests import country_choices
from tricity.publishing import Block, Heading, Paragraph, Role, Runs, Table, runs


def register_sections() -> None:
    register_section(Section("meetings", 45, _meetings))


def _meetings(reported: Reported) -> Sequence[Block]:
    counts = count(reported.event)
    if not counts.agreed:
        return []
    agreed = ngettext(
        "%(number)s meeting was arranged.", "%(number)s meetings were arranged.", counts.agreed
    ) % {"number": counts.agreed}
    blocks: list[Block] = [
        Heading(runs(_("Bilateral meetings"))),
        Paragraph(runs(agreed)),
        facts(
            (_("Noted as held"), runs(str(counts.held))),
            (_("Noted as not held"), runs(str(counts.missed))),
            (_("What meetings led to"), _followed(counts)),
        ),
    ]
    if counts.pairs or counts.others:
        blocks.append(_table(counts, reported.asked.language))
    note = _(
        "Pairs of countries with fewer than five meetings are counted with the others, so that nobody can be told apart."
    )
    return [*blocks, Paragraph(runs(note), Role.QUIET)]


def _followed(counts: Counts) -> Runs:
    labels = dict(Outcome.Follow.choices)
    return runs(
        " · ".join(f"{labels[kind]}: {counts.followed[kind]}" for kind in labels if counts.followed.get(kind))
    )


def _table(counts: Counts, language: str) -> Table:
    """Pairs in the order of the countries' names in the reader's language; none comes before another by its number."""
    names = dict(country_choices(language))
    order = {code: place for place, code in enumerate(names)}

    def place(code: str) -> int:
        return order.get(code, len(order))

    pairs = [(sorted(pair, key=place), number) for pair, number in counts.pairs.items()]
    rows = [
        (" – ".join(names.get(code) or _("Not stated") for code in pair), number)
        for pair, number in sorted(pairs, key=lambda each: tuple(map(place, each[0])))
    ]
    if counts.others:
        rows.append((_("Others"), counts.others))
    head = (runs(_("Countries")), runs(_("Meetings")))
    cells = tuple((runs(label), runs(str(number))) for label, number in rows)
    return Table(head, cells, caption=runs(_("Meetings by pair of countries")), row_heads=True)
