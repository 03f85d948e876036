"""The addresses of allauth's views that this site uses, under the names allauth asks for; its others do not exist here."""

from django.urls import path

from tricity.accounts import views as accounts
from tricity.accounts.credentials import sso, views

# Without a language: a provider wants one address to send people back to.
for_providers = [path("sso/<slug:provider_id>/answer/", sso.answer, name="openid_connect_callback")]

urlpatterns = [
    path("sign-in/", accounts.sign_in, name="account_login"),
    path("sign-in/code/", views.SecondFactor.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", views.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("sign-in/sso/", sso.begin, name="sso-begin"),
    path("my/security/", views.overview, name="mfa_index"),
    path("my/security/confirm/", views.PasswordAgain.as_view(), name="account_reauthenticate"),
    path("my/security/confirm/code/", views.CodeAgain.as_view(), name="mfa_reauthenticate"),
    path("my/security/confirm/passkey/", views.PasskeyAgain.as_view(), name="mfa_reauthenticate_webauthn"),
    path("my/security/app/", views.AddApp.as_view(), name="mfa_activate_totp"),
    path("my/security/app/remove/", views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("my/security/codes/", views.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("my/security/codes/new/", views.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("my/security/passkeys/add/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("my/security/passkeys/<int:pk>/", views.NamePasskey.as_view(), name="mfa_edit_webauthn"),
    path("my/security/passkeys/<int:pk>/remove/", views.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("my/security/sessions/<int:pk>/end/", views.end_session, name="session-end"),
    path("my/security/sessions/end/", views.end_other_sessions, name="sessions-end"),
    path("my/security/sso/link/", sso.link, name="sso-link"),
    path("my/security/sso/unlink/", views.unlink, name="sso-unlink"),
]
