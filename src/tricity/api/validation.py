"""What pydantic found wrong, in the caller's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tricity.api.problems import FieldError


def field_errors(found: Sequence[Mapping[str, Any]]) -> list[FieldError]:
    """One error for each place; the first where several types were tried there."""
    errors: dict[str, FieldError] = {}
    for each in found:
        source, _name, *path = each["loc"] if len(each["loc"]) > 1 else (*each["loc"], "")
        kind = str(each["type"])
        code, message = kind.replace("_", "-"), _message(kind, each.get("ctx") or {})
        if source == "body":
            # A union adds the name of the type it tried; a member of the body never has such a name.
            error = FieldError(code, message, "#" + "".join(f"/{part}" for part in path))
        else:
            error = FieldError(code, message, parameter=str(path[0] if path else _name))
        errors.setdefault(error.pointer or error.parameter, error)
    return list(errors.values())


def _message(kind: str, context: Mapping[str, Any]) -> str:
    if kind == "string_too_long":
        return _("At most %(most)d characters.") % {"most": context["max_length"]}
    if kind == "too_long":
        return _("At most %(most)d values.") % {"most": context["max_length"]}
    if kind in ("greater_than_equal", "less_than_equal"):
        limits = {"ge": _("At least %(limit)s."), "le": _("At most %(limit)s.")}
        name = "ge" if "ge" in context else "le"
        return limits[name] % {"limit": context[name]}
    if kind in ("literal_error", "enum"):
        return _("One of: %(expected)s.") % {"expected": context["expected"]}
    messages = {
        "missing": _("This field is required."),
        "extra_forbidden": _("There is no such field."),
        "string_type": _("A text is expected."),
        "string_pattern_mismatch": _("This is not written as such a value is."),
        "json_invalid": _("This is not JSON."),
        "list_type": _("A list is expected."),
        "dict_type": _("An object is expected."),
        "model_type": _("An object is expected."),
        "model_attributes_type": _("An object is expected."),
    }
    if kind.startswith(("int_", "float_")):
        return _("A number is expected.")
    if kind.startswith(("datetime_", "date_", "timezone_")):
        return _("An instant is expected, such as 2026-11-25T09:00:00Z.")
    return messages.get(kind, _("This value cannot be accepted."))
