from __future__ import annotations

from django import template
from django.http import QueryDict
from django.utils.safestring import SafeString

from tricity.language import Reason
from tricity.search import reasons
from tricity.web.languages import reader_language

register = template.Library()


@register.simple_tag
def reason_sentence(reason: Reason) -> SafeString:
    """Why something was found or matched, in the reader's language; quoted words keep their own."""
    return reasons.sentence_html(reason, reader_language())


@register.simple_tag(takes_context=True)
def remove_choice(context: template.Context, name: str, value: str) -> str:
    """The page's address without this one value of a parameter, from its first page on."""
    parameters: QueryDict = context["request"].GET.copy()
    parameters.pop("page", None)
    parameters.setlist(name, [other for other in parameters.getlist(name) if other != value])
    return f"?{parameters.urlencode()}"
