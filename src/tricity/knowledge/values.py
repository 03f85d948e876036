"""A record's editable values as plain JSON: what the form gives, what waits as a change, what is compared."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from tricity.knowledge.models import Record
from tricity.knowledge.publication.template import details_of, visibility_of

Values = dict[str, Any]

PLAIN = (
    "title",
    "summary",
    "language",
    "status",
    "start_year",
    "end_year",
    "priority",
    "horizon",
    "budget_currency",
)
TEXTS = ("title", "summary", "indicators", "language")


def values_of(record: Record) -> Values:
    """What is stored, in the shape `forms.RecordForm.values` gives."""
    values: Values = {name: getattr(record, name) for name in PLAIN}
    values["country"] = record.country_id
    values["city"] = record.city.code if record.city else ""
    values["budget_amount"] = "" if record.budget_amount is None else plain_number(record.budget_amount)
    values["topics"] = list(record.suggested_topics)
    values["indicators"] = [dict(each) for each in record.indicators]
    values["sources"] = [{"url": each} if isinstance(each, str) else dict(each) for each in record.sources]
    values["bodies"] = [
        {"name": each.name, "name_en": each.name_en, "role": each.role}
        for each in record.participations.all()
    ]
    values["deployments"] = [
        {"city_name": each.city_name, "country_code": each.country_code, "year": each.year}
        for each in record.deployments.all()
    ]
    values |= details_of(record.kind, record.details)
    values["visibility"] = visibility_of(record.kind, record.visibility)
    return values


def plain_number(amount: Decimal) -> str:
    """Digits without grouping, exponent or trailing zeros: 66000000, 12.5."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Names of the values that differ, in the order of `before`."""
    return [name for name in before if before[name] != after.get(name)]
