"""What a record may say beyond its core: the template of cases, needs and solutions, and who reads each part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.knowledge.models import Kind, Record


class Form(models.TextChoices):
    """How a part is written."""

    TEXT = "text"
    LINE = "line"
    DATE = "date"
    LINK = "link"
    STATE = "state"


class NeedState(models.TextChoices):
    EXPLORING = "exploring", pgettext_lazy("state of a need", "Exploring")
    BUDGETED = "budgeted", pgettext_lazy("state of a need", "Budgeted")
    TENDERING = "tendering", pgettext_lazy("state of a need", "Tendering")
    CONTRACTED = "contracted", pgettext_lazy("state of a need", "Contracted")
    CLOSED = "closed", pgettext_lazy("state of a need", "Closed")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("Everybody")
    MEMBERS = "members", _("Members of a body here")
    MATCHED = "matched", _("Bodies in contact with us about this")
    SECRETARIAT = "secretariat", _("Reviewers and the secretariat")


@dataclass(frozen=True, slots=True)
class Part:
    """One optional field of the template."""

    name: str
    label: Any
    form: Form = Form.TEXT


CASE: Final = (
    Part("problem", _("Problem")),
    Part("approach", _("Approach")),
    Part("technology", _("Technology")),
    Part("cost_and_finance", _("Cost and how it is financed")),
    Part("fiscal_year", _("Fiscal year"), Form.LINE),
    Part("results", pgettext_lazy("of a case", "Results")),
    Part("lessons", _("Lessons learned")),
    Part("planning_lens", _("Place in the city's plans")),
    Part("standards", _("Standards applied")),
    Part("resources", _("Documents and other resources")),
)
NEED: Final = (
    Part("need_state", _("State of the need"), Form.STATE),
    Part("budget_ceiling", _("Budget ceiling"), Form.LINE),
    Part("funding_source", _("Source of funding"), Form.LINE),
    Part("fiscal_year", _("Fiscal year"), Form.LINE),
    Part("procurement_limits", _("Limits of procurement")),
    Part("stated_on", _("Stated on"), Form.DATE),
    Part("valid_until", _("Valid until"), Form.DATE),
    Part("responsible_unit", _("Responsible unit"), Form.LINE),
    Part("tender_link", _("Page of the tender"), Form.LINK),
)
OFFER: Final = (
    Part("price_model", _("Price model"), Form.LINE),
    Part("minimum_contract", _("Smallest contract"), Form.LINE),
    Part("payback", _("Payback"), Form.LINE),
    Part("references", _("References")),
    Part("data_location", _("Where data is kept"), Form.LINE),
    Part("language_support", _("Languages supported"), Form.LINE),
    Part("countries_served", _("Countries served"), Form.LINE),
    Part("local_entity", _("Local entity or partner")),
    Part("certifications", _("Certifications")),
)
PARTS_OF: Final[Mapping[str, tuple[Part, ...]]] = {
    Kind.INITIATIVE.value: CASE,
    Kind.NEED.value: NEED,
    Kind.SOLUTION.value: OFFER,
}
PARTS: Final[Mapping[str, Part]] = {part.name: part for part in (*CASE, *NEED, *OFFER)}
# The parts written in the author's words, which have renderings.
WORDS: Final = tuple(name for name, part in PARTS.items() if part.form in (Form.TEXT, Form.LINE))
# Before the name of a part, where `Translation` keeps its rendering: `details.problem`.
DETAIL: Final = "details."
# Values of the core that may be limited as well; the names they have in `Record.visibility`.
BUDGET: Final = "budget_amount"
INDICATORS: Final = "indicators"
LIMITED_CORE: Final[Mapping[str, tuple[str, ...]]] = {
    Kind.INITIATIVE.value: (BUDGET, INDICATORS),
    Kind.NEED.value: (),
    Kind.SOLUTION.value: (INDICATORS,),
}
# Written beside the form, by a button: the day the owner last said that a need still stands.
RECONFIRMED: Final = "reconfirmed_on"


def details_of(kind: str, details: Mapping[str, Any]) -> dict[str, str]:
    """Every part of the kind's template, empty where nothing was written."""
    return {part.name: str(details.get(part.name) or "") for part in PARTS_OF[kind]}


def visibility_of(kind: str, visibility: Mapping[str, Any]) -> dict[str, str]:
    """Who reads the parts that not everybody reads; what cannot be read is for the secretariat only."""
    known = {*(part.name for part in PARTS_OF[kind]), *LIMITED_CORE[kind]}
    limited = {name: str(each) for name, each in visibility.items() if name in known}
    return {
        name: each if each in Visibility.values else Visibility.SECRETARIAT.value
        for name, each in limited.items()
        if each != Visibility.PUBLIC
    }


def tells(record: Record, name: str) -> bool:
    """Whether everybody may read this value of the core."""
    return name not in visibility_of(record.kind, record.visibility)


def public_details(kind: str, details: Mapping[str, Any], visibility: Mapping[str, Any]) -> dict[str, str]:
    """The parts that were written and that everybody may read."""
    limited = visibility_of(kind, visibility)
    return {name: text for name, text in details_of(kind, details).items() if text and name not in limited}


def public_words(kind: str, details: Mapping[str, Any], visibility: Mapping[str, Any]) -> dict[str, str]:
    """Of those, the parts written in the author's words: no dates, choices or addresses."""
    found = public_details(kind, details, visibility)
    return {name: text for name, text in found.items() if name in WORDS}
