"""Tags of the shell: texts with their language and origin, times in the reader's zone, small figures."""

from __future__ import annotations

import datetime as dt
import html
import json
import zoneinfo
from collections.abc import Mapping
from typing import Any

from django import template
from django.http import QueryDict
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tricity.language import bcp47
from tricity.web import languages
from tricity.web.text import LocalizedText, Origin

register = template.Library()


@register.simple_tag
def text(value: LocalizedText | str | None) -> str:
    """`<span lang="ja" data-origin="machine">…</span>`: the language chooses the glyphs, the origin the mark."""
    if not value:
        return ""
    if isinstance(value, str):
        return format_html("{}", value)
    return format_html(
        '<span lang="{}" data-origin="{}">{}</span>', bcp47(value.language), value.origin.value, value.text
    )


@register.simple_tag
def origin_label(value: LocalizedText | None) -> str:
    """How the text came to be in the reader's language; empty for the author's own words."""
    if value is None or value.is_original:
        return ""
    if value.stale:
        return _("Rendering of an earlier version")
    if value.official:
        return _("Official rendering")
    labels = {
        Origin.HUMAN: _("Translated by a person"),
        Origin.MACHINE: _("Machine rendering, reviewed")
        if value.reviewed
        else _("Machine rendering, not yet reviewed"),
        Origin.DIGEST: _("Digest made from the record's fields"),
    }
    return labels[value.origin]


@register.filter
def lang_tag(code: str) -> str:
    """BCP 47 tag for a `lang` attribute."""
    return bcp47(code) if code else ""


@register.filter
def language_name(code: str) -> str:
    """A language, in the reader's."""
    return languages.language_name(code)


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """`mapping[key]`, or empty."""
    return mapping.get(key, "") if hasattr(mapping, "get") else ""


@register.simple_block_tag(takes_context=True)
def remember(context: template.Context, content: str, name: str) -> str:
    """Keep what stands in the block as plain text under a name, to be said more than once on the page; shows nothing."""
    context[name] = html.unescape(" ".join(strip_tags(content).split()))
    return ""


# A script that only holds data is not run, but the parser still looks for its end.
_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


@register.simple_tag
def linked_data(value: Mapping[str, Any] | None) -> SafeString:
    """What the page is about, in the words of schema.org (JSON-LD), for search engines; nothing for nothing."""
    if not value:
        return SafeString("")
    content = json.dumps({"@context": "https://schema.org", **value}, ensure_ascii=False).translate(
        _IN_SCRIPT
    )
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(content))  # noqa: S308  # escaped above


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The page's query string with some parameters replaced; None removes one. Paging starts over unless it is given."""
    parameters: QueryDict = context["request"].GET.copy()
    parameters.pop("page", None)
    for name, value in changes.items():
        parameters.pop(name, None)
        if value not in (None, ""):
            parameters.setlist(
                name, list(map(str, value)) if isinstance(value, (list, tuple)) else [str(value)]
            )
    return f"?{parameters.urlencode()}" if parameters else "?"


@register.simple_tag
def moment(value: dt.datetime, zone: str | None = None) -> SafeString:
    """`<time>` in `zone` or the reader's, with the instant in UTC for machines."""
    local = timezone.localtime(value, zoneinfo.ZoneInfo(zone) if zone else None)
    shown = formats.date_format(local, "DATETIME_FORMAT")
    return format_html(
        '<time datetime="{}">{}</time>', value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%MZ"), shown
    )


@register.simple_tag
def clock(value: dt.datetime, zone: str) -> str:
    """Hours and minutes in `zone`."""
    return formats.time_format(timezone.localtime(value, zoneinfo.ZoneInfo(zone)), "H:i")


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite, hidden from screen readers: the words beside it say what it means."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("web/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def section(context: template.Context, name: str, label: str) -> SafeString:
    """A link of the main navigation, marked while the reader is in that section."""
    url = reverse(name)
    current = mark_safe(' aria-current="true"') if context["request"].path.startswith(url) else ""
    return format_html('<a href="{}"{}>{}</a>', url, current, label)
