"""A passkey in Chromium, with the virtual device its own tools offer: added, used instead of a password, removed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation
from playwright.sync_api import Browser, Page, expect

from tests.journeys.chromium import Complaints
from tests.journeys.site import PASSWORD, Site

pytestmark = pytest.mark.browser
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A browser with a device; it knows the site by a name, as passkeys need."""
    context = browser.new_context(base_url=site.address.replace("127.0.0.1", "localhost"))
    context.set_default_timeout(15_000)
    opened = context.new_page()
    complaints = Complaints(site.address.replace("127.0.0.1", "localhost"))
    complaints.listen(opened)
    tools = context.new_cdp_session(opened)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield opened
    context.close()
    assert complaints.take() == []


@pytest.mark.parametrize("language", ["ja"])
def test_a_passkey_replaces_the_password(page: Page, language: str) -> None:
    with translation.override(language):
        add, use, remove = (
            translation.gettext(words) for words in ("Add a passkey", "Sign in with a passkey", "Remove")
        )
    page.goto(f"/{language}/sign-in/")
    page.locator("[name=username]").fill("city-ja")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/my/")

    page.goto(f"/{language}/my/security/")
    page.get_by_role("link", name=add, exact=True).click()
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.locator("main [name=name]").fill("窓口のPC")
    page.get_by_role("button", name=add, exact=True).click()
    page.wait_for_url("**/my/security/codes/")
    expect(page.locator(".recovery-codes li")).to_have_count(10)

    page.locator("header form[action*=sign-out] button").click()
    page.goto(f"/{language}/sign-in/")
    page.get_by_role("button", name=use, exact=True).click()
    page.wait_for_url("**/my/")
    expect(page.locator("header .account-name")).to_be_visible()

    page.goto(f"/{language}/my/security/")
    expect(page.locator("main")).to_contain_text("窓口のPC")
    page.get_by_role("link", name=f"{remove} 窓口のPC").click()
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/my/security/")
    expect(page.locator("main")).not_to_contain_text("窓口のPC")
