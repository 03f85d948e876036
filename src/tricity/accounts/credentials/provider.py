"""The OpenID Connect provider of the operator, held to more of the standard than allauth alone asks for."""

from __future__ import annotations

from typing import Any, Final

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest

PROVIDER: Final = "sso"
# Signatures by a key the provider alone holds; never a shared secret, never none.
ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
# How far the clocks of provider and site may be apart.
LEEWAY_SECONDS = 60


class ProviderAdapter(OpenIDConnectOAuth2Adapter):
    """Checks the issuer of the discovery and always the signature of the ID token; keeps nothing but the subject.

    Raises OAuth2Error for an answer that does not hold.
    """

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
        claims = self._claims(id_token, app.client_id)
        request.id_token_claims = self._with_names(claims, token.token)  # type: ignore[attr-defined]
        return self.get_provider().sociallogin_from_response(request, {"sub": claims["sub"]})

    def _claims(self, id_token: str, client_id: str) -> dict[str, Any]:
        """What the ID token states, checked as OpenID Connect Core 1.0, 3.1.3.7 asks; the nonce is checked by the caller."""
        try:
            claims = jwt.decode(
                id_token,
                self._key(jwt.get_unverified_header(id_token).get("kid")),
                algorithms=list(ALGORITHMS),
                audience=client_id,
                issuer=self.openid_config["issuer"],
                leeway=LEEWAY_SECONDS,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except jwt.PyJWTError as error:
            raise OAuth2Error("the ID token does not hold") from error
        if claims.get("azp", client_id) != client_id:
            raise OAuth2Error("the ID token was made for another site")
        return claims

    def _key(self, kid: str | None) -> jwt.PyJWK:
        """The key of that name; where the token names none, the provider's only one."""
        with get_adapter().get_requests_session() as session:
            response = session.get(self.openid_config["jwks_uri"])
            response.raise_for_status()
        keys = [
            key for key in jwt.PyJWKSet.from_dict(response.json()).keys if key.public_key_use in (None, "sig")
        ]
        found = [key for key in keys if kid is None or key.key_id == kid]
        if len(found) != 1:
            raise OAuth2Error("the provider does not have the key of the ID token")
        return found[0]

    def _with_names(self, claims: dict[str, Any], access_token: str) -> dict[str, Any]:
        """The user name and name, from the provider's list of claims where the ID token has none."""
        if "preferred_username" in claims or "userinfo_endpoint" not in self.openid_config:
            return claims
        more = self._fetch_user_info(access_token)
        if more.get("sub") != claims["sub"]:
            raise OAuth2Error("the provider's claims are about somebody else")
        return {**more, **claims}
