"""Setting a site up, once."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tricity.accounts import administration
from tricity.accounts.models import RoleGrant, User
from tricity.activity.actions import record
from tricity.cooperation.actions import synthesize_later
from tricity.jobs.actions import enqueue
from tricity.site.first_run.opening import drop_code, is_open
from tricity.site.sample import load_sample
from tricity.site.sample.event import load_sample_event
from tricity.web import chosen
from tricity.web.errors import Conflict
from tricity.web.models import Choices

logger = logging.getLogger(__name__)
LOAD_SAMPLE = "site.load-sample"


class AlreadySetUp(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This site has been set up already."))


@dataclass(frozen=True, slots=True)
class Plan:
    """What the page asks. `language` is the operator's; `with_sample` begins with the sample records."""

    site_name: str
    languages: tuple[str, ...]
    default_language: str
    country: str
    username: str
    password: str
    name: str
    name_language: str
    language: str
    with_sample: bool = False


def set_up(plan: Plan) -> User:
    """Keep the choices and make the first operator, whom it returns.

    Of two at once one succeeds: there is room for one row of choices. Raises AlreadySetUp, or ValidationError for a weak
    password.
    """
    user = _make(plan)
    drop_code()
    chosen.forget()
    return user


@transaction.atomic
def _make(plan: Plan) -> User:
    if not is_open():
        raise AlreadySetUp
    made = _choose(plan)
    user = administration.add(plan.username, plan.password, name=plan.name, language=plan.language)
    user.native_language = plan.name_language
    user.save(update_fields=["native_language"])
    administration.grant(plan.username, RoleGrant.Role.OPERATOR, by=user)
    record("site.set-up", made, by=user, languages=made.languages, country=made.country)
    if plan.with_sample:
        enqueue(LOAD_SAMPLE, key=LOAD_SAMPLE)
    return user


def _choose(plan: Plan) -> Choices:
    try:
        with transaction.atomic():
            return Choices.objects.create(
                site_name=plan.site_name,
                languages=sorted(plan.languages),
                default_language=plan.default_language,
                country=plan.country,
            )
    except IntegrityError:
        raise AlreadySetUp from None


def load_whole_sample() -> None:
    """The job: the sample records and event, and candidates found in them. Doing it again changes nothing."""
    load_sample()
    load_sample_event()
    synthesize_later()


def send_test_mail(address: str) -> bool:
    """Whether the mail server took a message to this address."""
    subject = _("Test message from %(site)s") % {"site": chosen.site_name()}
    text = _("If you can read this, this site can send e-mail.")
    try:
        return bool(send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [address]))
    except OSError:
        # Refused connections, wrong passwords and wrong certificates are all of this family.
        logger.warning("the test message could not be sent", exc_info=True)
        return False
