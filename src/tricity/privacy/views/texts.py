"""What everybody may read about personal data on this site."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tricity.accounts.models import User
from tricity.accounts.rules import is_operator
from tricity.privacy import queries
from tricity.privacy.models import ANYWHERE, Edition
from tricity.privacy.purposes import purpose, purposes, storage_place
from tricity.privacy.views.mine import kept_for
from tricity.web.languages import reader_language

ALL = "all"  # in addresses: whoever has no text of their own


def residence_of(slug: str) -> str:
    """The residence an address names. Raises Http404."""
    if slug == ALL:
        return ANYWHERE
    if slug not in User.Residence.values:
        raise Http404
    return slug


@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    """Every purpose with the text that holds for a residence, what is kept, and for how long."""
    asked_for = request.GET.get("residence", getattr(request.user, "residence", ""))
    residence = asked_for if asked_for in User.Residence.values else ANYWHERE
    context = {
        "texts": queries.told([each.name for each in purposes()], residence, reader_language()),
        "residence": residence,
        "residences": User.Residence.choices,
        "place": storage_place(),
        "rows": kept_for(queries.rules()),
        "may_edit": is_operator(request.user),
    }
    return render(request, "privacy/texts.html", context)


@require_safe
def edition(request: HttpRequest, name: str, residence: str, number: int) -> HttpResponse:
    """One published version, as it was; people find it from what they agreed to."""
    found = purpose(name)
    if found is None:
        raise Http404
    row = get_object_or_404(Edition, purpose=name, residence=residence_of(residence), number=number)
    context = {
        "edition": row,
        "purpose": found,
        "texts": [(code, row.texts[code]) for code in queries.languages_of(row)],
        "residence_label": row.get_residence_display() if row.residence else "",
        "others": queries.published(name, row.residence),
    }
    return render(request, "privacy/edition.html", context)
