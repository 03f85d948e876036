from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tricity.language import INTERFACE_LANGUAGES
from tricity.web.identity import new_code


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: object) -> "User":
        return self.create_user(username, password, **{**fields, "is_staff": True, "is_superuser": True})


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. No e-mail address is needed; the name is kept as the person writes it, family name first."""

    class Residence(models.TextChoices):
        """Where a person lives, which decides whose law about personal data the texts shown to them speak of."""

        CHINA = "CN", _("China")
        JAPAN = "JP", _("Japan")
        KOREA = "KR", _("Korea")
        OTHER = "other", _("Another country")

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    username = models.CharField(_("user name"), max_length=150, unique=True)
    native_name = models.CharField(_("name"), max_length=200, blank=True)
    native_language = models.CharField(_("language of the name"), max_length=8, blank=True)
    reading = models.CharField(_("reading"), max_length=200, blank=True)
    romanized_name = models.CharField(_("name in Latin letters"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(
        _("language"), max_length=8, choices=[(code, code) for code in INTERFACE_LANGUAGES], default="en"
    )
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    residence = models.CharField(_("country you live in"), max_length=5, choices=Residence, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("operator"), default=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name, or in the reader's language that it was erased."""
        if self.erased_at is not None:
            return gettext("a former member")
        return self.native_name or self.romanized_name or self.username


class RoleGrant(models.Model):
    """A right that reaches beyond one organization, given by name."""

    class Role(models.TextChoices):
        CURATOR = "curator", _("Curator of a national association")
        ORGANIZER = "organizer", _("Organizer of events")
        TRANSLATOR = "translator", _("Interpreter or translator")
        OPERATOR = "operator", _("Operator of this site")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Of a curator: whose publications are reviewed.")
    )
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "country"], name="accounts_one_grant_each")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role} {self.country}".strip()


class Attempts(models.Model):
    """How often something was tried lately, or a code that has been used. Rows are worth nothing after `ends_at`."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"


class SignIn(models.Model):
    """A session somebody has open: the program that opened it, but no address and no place."""

    class Method(models.TextChoices):
        PASSWORD = "password", _("Password")
        TWO_FACTORS = "two-factors", _("Password and second factor")
        PASSKEY = "passkey", _("Passkey")
        SINGLE_SIGN_ON = "single-sign-on", _("Single sign-on")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=80, blank=True)
    method = models.CharField(max_length=16, choices=Method, blank=True)
    began_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-seen_at", "-id"]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.device}"
