"""The one letter this app writes; without a mail server it writes none."""

from __future__ import annotations

import logging
import smtplib

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from tricity.directory.names import organization_name
from tricity.members.models import Invitation
from tricity.web.chosen import site_name

logger = logging.getLogger(__name__)


def send_invitation(invitation: Invitation, address: str) -> bool | None:
    """Send the link in the person's language; None where there is nothing to send by or to, False where it failed.

    It is sent at once and not by a job, whose arguments would keep the link in the database.
    """
    if not settings.MAIL_CONFIGURED or not invitation.email:
        return None
    with translation.override(invitation.language):
        body = invitation.organization
        context = {
            "invitation": invitation,
            "address": address,
            "organization": str(organization_name(body, invitation.language)) if body else "",
            "site_name": site_name(),
        }
        subject = _("Invitation to %(site)s") % {"site": site_name()}
        text = render_to_string("members/invitation.txt", context)
    try:
        return bool(send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [invitation.email]))
    except (OSError, smtplib.SMTPException):
        logger.exception("the letter of invitation %s was not sent", invitation.code)
        return False
