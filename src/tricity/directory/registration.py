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
