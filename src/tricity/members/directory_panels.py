"""On the page of an organization: for whoever looks after its people, for its members, and for visitors who work there."""

from __future__ import annotations

from typing import Any

from tricity.directory.models import Organization
from tricity.directory.panels import Panel, Subject
from tricity.directory.rules import acts_for
from tricity.members.rules import may_invite


def people(subject: Subject, language: str, user: Any) -> Panel | None:
    if not isinstance(subject, Organization):
        return None
    context = {
        "organization": subject,
        "may_invite": may_invite(user, subject),
        "is_member": acts_for(user, subject),
        "is_visitor": not user.is_authenticated,
    }
    return Panel("members/panel_people.html", context) if any(list(context.values())[1:]) else None
