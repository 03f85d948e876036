"""Accounts that exist only where `tricity demo` made them; the password is public."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

DEMO_PASSWORD = "tricity-demo"  # noqa: S105  # public on purpose; only on a demo site


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """`organization` is the external id of a sample body, or `city:<country>:<native name>` for a city's administration."""

    username: str
    role: object
    language: str
    native_name: str
    organization: str = ""
    membership: str = "editor"
    grants: tuple[tuple[str, str], ...] = ()


# Invented people; family name first. The order is that of the user names.
ACCOUNTS = (
    DemoAccount(
        "admin-ko", _("Administrator of an organization"), "ko", "박서연", "city:KR:수원시", "administrator"
    ),
    DemoAccount("city-ko", _("City officer"), "ko", "김하늘", "city:KR:수원시"),
    DemoAccount("city-ja", _("City officer"), "ja", "佐藤未来", "city:JP:仙台市"),
    DemoAccount("city-zh", _("City officer"), "zh-hans", "李晓城", "city:CN:深圳"),
    DemoAccount("company-en", _("Company"), "en", "Park Jiwoo", "kr-org-lg-cns", "member"),
    DemoAccount(
        "curator-ja",
        _("Curator of a national association"),
        "ja",
        "田中みどり",
        "jp-org-sci-japan",
        "editor",
        (("curator", "JP"),),
    ),
    DemoAccount(
        "curator-ko",
        _("Curator of a national association"),
        "ko",
        "이서준",
        "kr-org-smart-city-association",
        "editor",
        (("curator", "KR"),),
    ),
    DemoAccount(
        "curator-zh",
        _("Curator of a national association"),
        "zh-hans",
        "王明远",
        "cn-org-ccud",
        "editor",
        (("curator", "CN"),),
    ),
    DemoAccount("operator", _("Operator of this site"), "en", "Site Operator", "", "", (("operator", ""),)),
    DemoAccount(
        "organizer",
        _("Organizer of events"),
        "en",
        "Forum Secretariat",
        "",
        "",
        (("organizer", ""), ("curator", "")),
    ),
)


def accounts() -> tuple[DemoAccount, ...]:
    """The accounts to show on the sign-in page: none unless this is a demo."""
    return ACCOUNTS if settings.DEMO else ()
