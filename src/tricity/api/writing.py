"""Records written by programs pass the same forms as those of people: one set of rules, one set of messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _

from tricity.api.problems import FieldError, Problem
from tricity.directory.models import Country
from tricity.knowledge.choices import city_choices, country_choices, topic_choices
from tricity.knowledge.forms import RecordForm, initial_of
from tricity.knowledge.publication.details_form import DetailsForm, initial_details
from tricity.knowledge.publication.template import LIMITED_CORE, PARTS_OF
from tricity.knowledge.values import Values
from tricity.knowledge.views.record_page import LISTS, LISTS_OF
from tricity.language import UnknownLanguage, parse_code
from tricity.web.languages import reader_language

# What the interface calls differently than the form.
TO_FORM = {"suggested_topics": "topics", "organizations": "bodies"}
TO_INTERFACE = {form: name for name, form in TO_FORM.items()}


def checked(kind: str, given: Mapping[str, Any], stored: Values, countries: list[Country]) -> Values:
    """`given` over `stored`, as the forms of the site accept it. Raises Problem that names each wrong field."""
    wanted = {TO_FORM.get(name, name): value for name, value in given.items()}
    details = DetailsForm(_details(kind, wanted, stored), kind=kind)
    errors = [*_of_another_kind(kind, wanted), *_languages(wanted)]
    wanted = {name: value for name, value in wanted.items() if name not in ("details", "visibility")}
    values = {**stored, **{name: "" if value is None else value for name, value in wanted.items()}}
    values["sources"] = [{"url": each} if isinstance(each, str) else each for each in values["sources"]]
    language = reader_language()
    cities, homes = city_choices(countries, language)
    form = RecordForm(
        _typed(initial_of(values)),
        kind=kind,
        countries=country_choices(countries, language),
        cities=cities,
        topics=topic_choices(language),
        city_countries=homes,
    )
    lists = {name: LISTS[name](_rows(name, values[name]), prefix=name) for name in LISTS_OF[kind]}
    errors += [] if form.is_valid() else list(_errors(form, ""))
    errors += [] if details.is_valid() else list(_errors(details, "/details"))
    for name, rows in lists.items():
        if not rows.is_valid():
            place = TO_INTERFACE.get(name, name)
            errors += [
                each for row, part in enumerate(rows.forms) for each in _errors(part, f"/{place}/{row}")
            ]
    if errors:
        raise Problem(
            422, "invalid", _("Some fields cannot be accepted; “errors” says which and why."), errors
        )
    return {
        **form.values(stored),
        **{name: rows.values() for name, rows in lists.items()},
        **details.values(),
    }


def _details(kind: str, wanted: Mapping[str, Any], stored: Values) -> dict[str, Any]:
    """The form of the details as a person would have sent it: what is given over what is stored."""
    parts = {part.name: stored.get(part.name) or "" for part in PARTS_OF[kind]}
    limits = {**(stored.get("visibility") or {}), **(wanted.get("visibility") or {})}
    return initial_details({**parts, **(wanted.get("details") or {}), "visibility": limits})


def _languages(wanted: dict[str, Any]) -> list[FieldError]:
    """Read a language tag in any usual spelling, in place."""
    if not wanted.get("language"):
        return []
    try:
        wanted["language"] = parse_code(wanted["language"])
    except UnknownLanguage:
        message = _("Give one of the languages zh-Hans, zh-Hant, ja, ko and en.")
        wanted.pop("language")
        return [FieldError("invalid-choice", message, "#/language")]
    return []


def _of_another_kind(kind: str, wanted: Mapping[str, Any]) -> list[FieldError]:
    lists = [name for name in LISTS if name not in LISTS_OF[kind]]
    own = {part.name for part in PARTS_OF[kind]}
    parts = [name for name, text in (wanted.get("details") or {}).items() if text and name not in own]
    limits = [name for name in wanted.get("visibility") or {} if name not in {*own, *LIMITED_CORE[kind]}]
    message = _("A record of this kind has no such field.")
    return [
        FieldError("wrong-kind", message, f"#/{TO_INTERFACE.get(name, name)}")
        for name in (*RecordForm.NOT_OF[kind], *lists)
        if wanted.get(name)
    ] + [
        FieldError("wrong-kind", message, f"#/{place}/{name}")
        for place, names in (("details", parts), ("visibility", limits))
        for name in names
    ]


def _typed(initial: Mapping[str, Any]) -> dict[str, Any]:
    return {name: "" if value is None else value for name, value in initial.items()}


def _rows(name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    data: dict[str, Any] = {f"{name}-TOTAL_FORMS": len(rows), f"{name}-INITIAL_FORMS": 0}
    for place, row in enumerate(rows):
        data |= {
            f"{name}-{place}-{field}": "" if value is None else str(value) for field, value in row.items()
        }
    return data


def _errors(form: Form, start: str) -> list[FieldError]:
    return [
        FieldError(
            (error.code or "invalid").replace("_", "-"), " ".join(error.messages), f"#{start}{_place(name)}"
        )
        for name, found in form.errors.as_data().items()
        for error in found
    ]


def _place(field: str) -> str:
    """Where a field of the form stands in the body."""
    if field in RecordForm.TOPICS:
        return f"/suggested_topics/{RecordForm.TOPICS.index(field)}"
    return "" if field == "__all__" else f"/{field}"
