"""The reader's language, and addresses of the same page in the others."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from tricity.language import INTERFACE_LANGUAGES, bcp47
from tricity.web.chosen import offered_languages

# Each language in itself. Readers look for their own; the order is that of the native names, by code point.
NATIVE_NAMES = {"en": "English", "ja": "日本語", "ko": "한국어", "zh-hans": "简体中文", "zh-hant": "繁體中文"}


@dataclass(frozen=True, slots=True)
class PageLanguage:
    code: str
    bcp47: str
    native_name: str
    url: str
    is_current: bool


def language_name(code: str) -> str:
    """A language, in the active one."""
    names = {
        "en": _("English"),
        "ja": _("Japanese"),
        "ko": _("Korean"),
        "zh-hans": _("Simplified Chinese"),
        "zh-hant": _("Traditional Chinese"),
    }
    return names.get(code, code)


def reader_language() -> str:
    """The interface language of this request, in our lower-case code."""
    active = get_language() or "en"
    return active if active in INTERFACE_LANGUAGES else "en"


def page_languages(request: HttpRequest) -> list[PageLanguage]:
    """The current page in every language this site offers, query string kept."""
    address, match = request.get_full_path(), _match(request)
    return [
        PageLanguage(
            code,
            bcp47(code),
            NATIVE_NAMES[code],
            _translated(address, match, code),
            code == reader_language(),
        )
        for code in sorted(offered_languages(), key=NATIVE_NAMES.__getitem__)
    ]


def _match(request: HttpRequest) -> ResolverMatch | None:
    """What the address of this page names: hundreds of patterns are tried for it, hence once and not for each language."""
    if request.resolver_match is not None:
        return request.resolver_match
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None


def _translated(address: str, match: ResolverMatch | None, language: str) -> str:
    """As Django's `translate_url` gives it, for an address that has been looked up; one of no page stays as it is."""
    if match is None:
        return address
    with override(language):
        try:
            path = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:
            return address
    return urlsplit(address)._replace(path=path).geturl()
