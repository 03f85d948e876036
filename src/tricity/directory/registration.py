"""What the search and the translators' page must know of this app."""

from __future__ import annotations


def register_with_search() -> None:
    from tricity.directory import documents
    from tricity.directory.digests import present_cities, present_organizations
    from tricity.directory.models import City, Organization
    from tricity.search.registry import Indexed, register, register_names

    register(
        Indexed(
            kind="city",
            model=City,
            documents=documents.city_documents,
            present=present_cities,
            template="directory/city_card.html",
        )
    )
    register(
        Indexed(
            kind="organization",
            model=Organization,
            documents=documents.organization_documents,
            present=present_organizations,
            template="directory/organization_card.html",
        )
    )
    register_names(documents.city_names)


def register_renderings() -> None:
    from django.utils.translation import gettext

    from tricity.directory.models import Organization
    from tricity.directory.rules import edits_for
    from tricity.renderings.registry import Renderable, register
    from tricity.search.actions import touch

    def texts(organization: Organization) -> dict[str, str]:
        both = {"role_summary": organization.role_summary, "for_cities": organization.for_cities}
        return {field: text for field, text in both.items() if text}

    def label(field: str) -> str:
        return gettext("what it does") if field == "role_summary" else gettext("what it does for cities")

    register(
        Renderable(
            kind="organization",
            model=Organization,
            texts=texts,
            label=label,
            may_read=lambda _user, organization: organization.deleted_at is None,
            may_edit=edits_for,
            is_public=lambda organization: organization.deleted_at is None,
            changed=touch,
        )
    )


def register_discussion() -> None:
    """Say which organizations people write for, and how these are called."""
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from tricity.directory.models import Membership, Organization
    from tricity.directory.names import organization_name
    from tricity.discussion.registry import Bodies, Body, register_bodies

    def spoken_for(user: Any) -> Sequence[str]:
        """Also keeps what `directory.rules.memberships` would have to read again."""
        columns = ("organization_id", "role", "organization__code", "organization__deleted_at")
        rows = list(user.memberships.order_by("pk").values_list(*columns))
        user._memberships = {pk: role for pk, role, _code, _deleted in rows}
        return [code for _pk, _role, code, deleted in rows if deleted is None]

    def described(codes: Iterable[str], language: str) -> Mapping[str, Body]:
        wanted = set(codes)
        rows = Organization.objects.filter(code__in=wanted, deleted_at=None) if wanted else ()
        return {
            row.code: Body(
                row.code, organization_name(row, language), row.get_absolute_url(), row.country_id or ""
            )
            for row in rows
        }

    def members(code: str) -> Sequence[int]:
        rows = Membership.objects.filter(organization__code=code, organization__deleted_at=None)
        return list(rows.order_by("pk").values_list("user_id", flat=True))

    register_bodies(Bodies(spoken_for, described, members))
