from __future__ import annotations

from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header


def asked_language(header: str) -> str:
    """The interface language an `Accept-Language` header prefers; English where none fits. Cookies have no say."""
    for tag, _quality in parse_accept_lang_header(header.lower()):
        if tag == "*":
            break
        try:
            return get_supported_language_variant(tag)
        except LookupError:
            continue
    return "en"
