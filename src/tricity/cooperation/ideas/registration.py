"""What search, desk, translators and discussions must know of ideas."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tricity.accounts import desk
from tricity.cooperation import rules
from tricity.cooperation.ideas import desks, notices
from tricity.cooperation.ideas.digests import present, title_of, titles
from tricity.cooperation.ideas.documents import documents
from tricity.cooperation.models import Idea
from tricity.cooperation.queries.ideas import bodies_behind
from tricity.discussion.registry import Discussable
from tricity.discussion.registry import register as register_discussable
from tricity.renderings.registry import Renderable
from tricity.renderings.registry import register as register_renderable
from tricity.search.actions import touch
from tricity.search.registry import Indexed
from tricity.search.registry import register as register_kind

FIELDS = ("title", "summary", "partners")


def register() -> None:
    register_kind(
        Indexed(
            kind="idea",
            model=Idea,
            documents=documents,
            present=present,
            template="cooperation/idea_card.html",
        )
    )
    notices.register_kinds()
    for source in desks.SOURCES:
        desk.register_source(source)
    desk.register_names(Idea, titles)
    register_renderable(
        Renderable(
            kind="idea",
            model=Idea,
            texts=lambda idea: {name: getattr(idea, name) for name in FIELDS if getattr(idea, name)},
            label=_label,
            may_read=rules.may_read_idea,
            may_edit=rules.writes_idea,
            is_public=lambda idea: idea.is_public,
            changed=touch,
        )
    )
    register_discussable(
        Discussable(
            kind="idea",
            model=Idea,
            title=title_of,
            may_read=rules.may_read_idea,
            is_public=lambda idea: idea.is_public,
            is_open=lambda idea: idea.is_public,
            countries=lambda idea: [idea.country_id or ""],
            bodies=bodies_behind,
        )
    )


def _label(field: str) -> str:
    labels = {"title": _("Title"), "summary": _("Summary"), "partners": _("Partners sought")}
    return labels[field]
