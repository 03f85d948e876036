"""Widgets of forms drawn in plain Python: the same markup as Django's templates make, at a tenth of the time.

A form of a record has some sixty widgets, and a template for each, with one for its attributes, cost most of the page.
What is not known here (a list of errors, a set of radio buttons) is still drawn by its template.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Widget = Mapping[str, Any]
_OPTION: Final = "django/forms/widgets/select_option.html"


class Renderer(DjangoTemplates):
    """The site's renderer of forms (`FORM_RENDERER`)."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        draw = _DRAWN.get(template_name)
        drawn = draw(context["widget"]) if draw is not None else None
        if drawn is None:
            drawn = super().render(template_name, context, request)
        return mark_safe(drawn)  # noqa: S308  # escaped below


def _input(widget: Widget) -> str:
    value = widget["value"]
    given = "" if value is None else f' value="{_escaped(value)}"'
    return (
        f'<input type="{_shown(widget["type"])}" name="{_shown(widget["name"])}"{given}{_attributes(widget)}>'
    )


def _textarea(widget: Widget) -> str:
    value = widget["value"]
    return f'<textarea name="{_shown(widget["name"])}"{_attributes(widget)}>\n{_shown(value) if value else ""}</textarea>'


def _select(widget: Widget) -> str | None:
    """None where an option has a template of its own."""
    groups = widget["optgroups"]
    if any(option["template_name"] != _OPTION for _name, options, _index in groups for option in options):
        return None
    options = "".join(_groups(groups))
    return f'<select name="{_shown(widget["name"])}"{_attributes(widget)}>{options}\n</select>'


def _groups(groups: Any) -> Iterator[str]:
    for name, options, _index in groups:
        if name:
            yield f'\n  <optgroup label="{_shown(name)}">'
        for each in options:
            value = _escaped(each["value"])
            yield f'\n  <option value="{value}"{_attributes(each)}>{_shown(each["label"])}</option>\n'
        if name:
            yield "\n  </optgroup>"


def _attributes(widget: Widget) -> str:
    return "".join(
        f" {_shown(name)}" if value is True else f' {_shown(name)}="{_escaped(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _shown(value: Any) -> str:
    """A value as a template writes it."""
    return _escaped(value if isinstance(value, (str, Promise)) else localize(value))


def _escaped(value: Any) -> str:
    """Most values are plain text, and Django looks longer for another kind of it than escaping takes."""
    return html.escape(value) if type(value) is str else conditional_escape(value)


_INPUTS: Final = ("text", "number", "email", "url", "password", "hidden", "date", "input")
_DRAWN: Final[Mapping[str, Callable[[Widget], str | None]]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}
