"""The demo site: sample records, an account for each role, and the synthesis over them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import transaction
from django.utils.translation import gettext as _

from tricity.accounts.demo import ACCOUNTS, DEMO_PASSWORD, DemoAccount
from tricity.accounts.models import RoleGrant, User
from tricity.cooperation.actions import publish, run_synthesis
from tricity.cooperation.models import Opportunity
from tricity.directory.actions import administration_of, join
from tricity.directory.models import City, Organization
from tricity.search import indexer
from tricity.site import setup
from tricity.site.child import begin
from tricity.site.cli.say import Bar
from tricity.site.sample import load_sample
from tricity.site.sample.event import load_sample_event
from tricity.site.sample.forum import load_example_forum
from tricity.site.sample.outcomes import load_sample_outcomes
from tricity.site.sample.replay import load_example_replay
from tricity.site.sample.room import load_sample_room
from tricity.site.upkeep import refresh_statistics
from tricity.terms import actions as terms

PACKAGE = Path(__file__).resolve().parent.parent
# Candidates the demo's curators have already published, so that a visitor finds some.
PUBLISHED_CANDIDATES = 6


def prepare(bar: Callable[[str], Bar]) -> bool:
    """Set the demo up in the data folder; what is already there and current is left alone. False: nothing was to do."""
    call_command("migrate", verbosity=0, interactive=False)
    setup.collect_static()
    stamp, current = setup.Stamp("demo"), setup.fingerprint(_inputs())
    if stamp.matches(current):
        return False
    with bar(_("Topics")) as progress:
        terms.load_seed()
        setup.load_calendars()
        progress(1, 1)
    with bar(_("Sample records")) as progress:
        load_sample(progress=progress)
    with bar(_("Demo accounts")) as progress:
        _make_accounts(progress)
        event = load_sample_event()
        load_sample_room(event)
        load_example_forum()
    with bar(_("Example recording")) as progress:
        load_example_replay(event, progress=progress)
        load_sample_outcomes(event)
    with bar(_("Synthesis")) as progress:
        run_synthesis(progress=progress)
        _publish_candidates()
    with bar(_("Search index")) as progress:
        indexer.rebuild(progress=progress, begin=begin)
    refresh_statistics()
    stamp.write(current)
    return True


def welcome(host: str, port: int) -> str:
    """What the terminal says when the demo is about to be served."""
    address = f"http://{'127.0.0.1' if host in ('', '0.0.0.0') else host}:{port}"  # noqa: S104  # only compared
    accounts = "\n".join(f"  {account.username:<12} {account.role}" for account in ACCOUNTS)
    return (
        f"\n{_('The site is at')} {address}/\n\n"
        f"{_('Accounts (password of all:')} {DEMO_PASSWORD})\n{accounts}\n\n"
        f"{_('Click first: “Overlaps”, then a joint project, then “We are interested”.')}\n"
        f"{_('Ctrl-C stops the site.')}\n"
    )


def _inputs() -> list[Path]:
    folders = [PACKAGE / "site/sample", PACKAGE / "terms/seed", PACKAGE / "calendars/seed"]
    code = [PACKAGE / name for name in ("language", "synthesis")]
    return [
        *(path for folder in folders for path in folder.rglob("*.json*")),
        *(PACKAGE / "locale").rglob("*.po"),
        *(path for folder in code for path in folder.rglob("*.py")),
    ]


@transaction.atomic
def _make_accounts(progress: Callable[[int, int], None]) -> None:
    password = make_password(DEMO_PASSWORD)
    for number, account in enumerate(ACCOUNTS, start=1):
        user, _created = User.objects.update_or_create(
            username=account.username,
            defaults={
                "native_name": account.native_name,
                "native_language": account.language,
                "language": account.language,
                "password": password,
            },
        )
        for role, country in account.grants:
            RoleGrant.objects.get_or_create(user=user, role=role, country=country)
        organization = _organization(account)
        if organization is not None:
            join(user, organization, role=account.membership)
        progress(number, len(ACCOUNTS))


def _organization(account: DemoAccount) -> Organization | None:
    if not account.organization:
        return None
    if not account.organization.startswith("city:"):
        return Organization.objects.get(source="sample", external_id=account.organization)
    _prefix, country, native_name = account.organization.split(":")
    city = City.objects.get(country=country, native_name=native_name)
    return administration_of(city)


def _publish_candidates() -> None:
    """Publish the first candidates as the demo's secretariat, one after another."""
    secretariat = User.objects.get(username="organizer")
    candidates = Opportunity.objects.filter(is_current=True, published_at=None).order_by("-score", "key")
    for opportunity in candidates[:PUBLISHED_CANDIDATES]:
        publish(opportunity, by=secretariat)
