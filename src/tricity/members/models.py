from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.directory.models import Country, Membership, Organization
from tricity.language import INTERFACE_LANGUAGES, identify
from tricity.web.identity import new_code
from tricity.web.text import LocalizedText

ADMINISTRATOR = Membership.Role.ADMINISTRATOR
# From the least right to the most.
RANKS = (Membership.Role.MEMBER, Membership.Role.EDITOR, ADMINISTRATOR)
LONGEST_IN_A_LINE = 40  # characters
LANGUAGES = [(code, code) for code in INTERFACE_LANGUAGES]


def written(words: str, reads: str) -> LocalizedText:
    """Words in the language they look like, else in the one the person reads."""
    return LocalizedText(words, identify(words, default=reads))


def shortened(text: LocalizedText) -> LocalizedText:
    """Cut to a line, for lists."""
    if len(text.text) <= LONGEST_IN_A_LINE:
        return text
    return LocalizedText(f"{text.text[: LONGEST_IN_A_LINE - 1]}…", text.language)


class AccountRequest(models.Model):
    """A person without an account asks for one. `digest` is of the code by which the person looks up the answer.

    The organization is one of the directory, or only named; then `country` says whose curators decide.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("account request", "Open")
        APPROVED = "approved", pgettext_lazy("account request", "Approved")
        DECLINED = "declined", pgettext_lazy("account request", "Declined")

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    organization = models.ForeignKey(
        Organization, null=True, on_delete=models.CASCADE, related_name="account_requests"
    )
    organization_named = models.CharField(_("organization"), max_length=200, blank=True)
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=8, choices=LANGUAGES)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    answer = models.TextField(_("answer"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["state", "created_at"], name="members_request_state")]

    def __str__(self) -> str:
        return self.code

    @property
    def called(self) -> LocalizedText:
        return written(self.name, self.language)

    @property
    def named(self) -> LocalizedText:
        """The organization, in the words of the request; empty where it is one of the directory."""
        return written(self.organization_named, self.language)

    @property
    def is_named_at_length(self) -> bool:
        """So long a name is a text, which stands behind “original” for readers of another language."""
        return len(self.organization_named) > LONGEST_IN_A_LINE

    @property
    def reached_by(self) -> LocalizedText:
        return written(self.contact, self.language)

    @property
    def reason_language(self) -> str:
        return written(self.reason, self.language).language

    @property
    def answer_language(self) -> str:
        return written(self.answer, self.language).language


class Invitation(models.Model):
    """An offer of an account, or of a role in an organization, to whoever has the link; only its digest is kept.

    `name` is how the inviter calls the person. Without an organization the account comes with no membership.
    """

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, null=True, on_delete=models.CASCADE, related_name="invitations"
    )
    role = models.CharField(_("role"), max_length=16, choices=Membership.Role, blank=True)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=8, choices=LANGUAGES)
    request = models.OneToOneField(
        AccountRequest, null=True, on_delete=models.SET_NULL, related_name="invitation"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    withdrawn_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.code

    @property
    def called(self) -> LocalizedText:
        return written(self.name, self.language)

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()


class RecoveryCode(models.Model):
    """A code that lets its person set a new password once. Only its digest is kept; a used one is deleted.

    Without `expires_at` it stands on the sheet the person printed; with it, it is a link somebody else gave out;
    then it may also remove the second factors of somebody who has lost them.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes"
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True)
    forgets_factors = models.BooleanField(default=False)

    class Meta:
        constraints = [
            # At most one link is about for a person.
            models.UniqueConstraint(
                fields=["user"], condition=Q(expires_at__isnull=False), name="members_one_recovery_link"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.created_at}"
