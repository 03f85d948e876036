"""The papers every event has."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from tricity.events import rules
from tricity.events.papers.brief import brief
from tricity.events.papers.registry import Paper, register, register_section
from tricity.events.papers.report import own_sections, report
from tricity.events.papers.run_of_show import run_of_show


def register_papers() -> None:
    register(
        Paper(
            kind="run-of-show",
            title=gettext_lazy("Run of show"),
            about=gettext_lazy(
                "The programme by the clocks of the event and of the three capitals, with everybody who appears."
            ),
            build=run_of_show,
            may_read=rules.may_edit,
        )
    )
    register(
        Paper(
            kind="interpreters-brief",
            title=gettext_lazy("Interpreters’ brief"),
            about=gettext_lazy(
                "Speakers, titles, terms with their official renderings, words that mislead, and slides, for two languages or all."
            ),
            build=brief,
            may_read=rules.may_read_brief,
            has_pairs=True,
        )
    )
    register(
        Paper(
            kind="report",
            title=gettext_lazy("Event report"),
            about=gettext_lazy("What took place, who took part, and what came of it."),
            build=report,
            may_read=rules.may_edit,
        )
    )
    for section in own_sections():
        register_section(section)
