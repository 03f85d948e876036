"""The roles a site knows, each as one person of Japan; what is theirs is Japanese, what is others' is Korean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from tests import factories
from tricity.accounts.models import User
from tricity.directory.models import Membership, Organization
from tricity.knowledge.models import Deputy

if TYPE_CHECKING:
    from tests.rights.world import Side

Role = Membership.Role
# In the order of the columns; the words are those of the site.
ROLES: Mapping[str, str] = {
    "visitor": "Visitor",
    "person": "Signed in, no organization",
    "member": "Member",
    "editor": "Editor",
    "administrator": "Administrator",
    "curator": "Curator",
    "deputy": "Deputy",
    "secretariat": "Secretariat",
    "translator": "Translator",
    "organizer": "Organizer",
    "operator": "Operator",
}


def people(own: Side) -> dict[str, Any]:
    """One person per role; members, editors and administrators belong to the body of the side."""
    makers: Mapping[str, Callable[[], User]] = {
        "person": lambda: _person("person"),
        "member": lambda: _of(own.body, Role.MEMBER),
        "editor": lambda: _of(own.body, Role.EDITOR),
        "administrator": lambda: _of(own.body, Role.ADMINISTRATOR),
        "curator": lambda: _person("curator", roles=[f"curator:{own.country}"]),
        "deputy": lambda: _deputy(own),
        "secretariat": lambda: _person("secretariat", roles=["curator"]),
        "translator": lambda: _person("translator", roles=["translator"]),
        "organizer": lambda: _person("organizer", roles=["organizer"]),
        "operator": lambda: _person("operator", roles=["operator"]),
    }
    return {"visitor": AnonymousUser(), **{role: make() for role, make in makers.items()}}


def as_new(person: Any) -> Any:
    """The same person as a new request would read them, with nothing remembered of their rights."""
    return person if isinstance(person, AnonymousUser) else User.objects.get(pk=person.pk)


def _person(name: str, **fields: Any) -> User:
    return factories.user(
        username=f"rights-{name}",
        native_name=f"{name}さん",
        native_language="ja",
        language="en",
        **fields,
    )


def _of(body: Organization, role: str) -> User:
    person = _person(role)
    Membership.objects.create(user=person, organization=body, role=role)
    return person


def _deputy(own: Side) -> User:
    person = _person("deputy")
    today = timezone.localdate()
    Deputy.objects.create(
        body=own.reviewing_body, user=person, starts_on=today, ends_on=today + dt.timedelta(days=30)
    )
    return person
