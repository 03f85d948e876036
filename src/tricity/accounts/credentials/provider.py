"""The OpenID Connect provider of the operator, held to more of the standard than allauth alone asks for."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest


PROVIDER = "sso"


class ProviderAdapter(OpenIDConnectOAuth2Adapter):
    """Checks the issuer of the discovery and always the signature of the ID token; keeps nothing but the subject."""

    @property
    def openid_config(self) -> dict[str, Any]:
        config = super().openid_config
        if str(config.get("issuer", "")).rstrip("/") != settings.OIDC_ISSUER:
            raise OAuth2Error("the provider calls itself by another issuer than the settings")
        return config

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> SocialLogin:
        id_token = kwargs["response"].get("id_token")
        if not id_token:
            raise OAuth2Error("the provider sent no ID token")
        claims = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        request.id_token_claims = self._with_names(claims, token.token)  # type: ignore[attr-defined]
        return self.get_provider().sociallogin_from_response(request, {"sub": claims["sub"]})

    def _with_names(self, claims: dict[str, Any], access_token: str) -> dict[str, Any]:
        """The user name and name, from the provider's list of claims where the ID token has none."""
        if "preferred_username" in claims or "userinfo_endpoint" not in self.openid_config:
            return claims
        more = self._fetch_user_info(access_token)
        if more.get("sub") != claims["sub"]:
            raise OAuth2Error("the provider's claims are about somebody else")
        return {**more, **claims}
