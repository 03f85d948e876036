from __future__ import annotations

from typing import Any

from django import forms, template
from django.utils.safestring import SafeString

from tricity.privacy.agreeing import Notice
from tricity.privacy.queries import told
from tricity.web.languages import reader_language

register = template.Library()


@register.simple_tag(takes_context=True)
def privacy_notice(context: template.Context, of: forms.BaseForm | str) -> SafeString:
    """What is asked, why, who sees it and where it is kept: of a form that asks to agree, or of a purpose by name."""
    if isinstance(of, str):
        residence = getattr(context.get("user"), "residence", "")
        return Notice(told([of], residence, reader_language())).render()
    notice: Any = of.notice  # type: ignore[attr-defined]
    return notice.render()
