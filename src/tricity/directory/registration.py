"""What the search must know of this app."""

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
