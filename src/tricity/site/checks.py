"""Mistakes in the settings, found before they hurt; each with a hint and an id.

site.E001  the data folder cannot be written
site.W001  other machines are served without HTTPS
site.W002  errors are shown in detail to everybody
site.W003  the encoder of TRICITY_ENCODER cannot be used
site.W004  the exchange rates of TRICITY_RATES cannot be used
"""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.utils.translation import gettext as _

from tricity.language import EncoderUnavailable
from tricity.language.neural import look_over
from tricity.synthesis.finance import BadRates, read_rates

LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]", "testserver"}


@register()
def data_folder(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if os.access(settings.DATA, os.W_OK):
        return []
    message = _("The data folder %(folder)s cannot be written.") % {"folder": settings.DATA}
    return [
        Error(message, hint=_("Let the account of this server own it, or set TRICITY_DATA."), id="site.E001")
    ]


@register()
def transport(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    others = sorted(set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS)
    if not others or settings.SESSION_COOKIE_SECURE:
        return []
    message = _("This site answers to %(hosts)s without HTTPS.") % {"hosts": ", ".join(others)}
    hint = _("Put a proxy with a certificate before it and set TRICITY_HTTPS=yes.")
    return [Warning(message, hint=hint, id="site.W001")]


@register()
def debugging(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not settings.DEBUG:
        return []
    hint = _("Unset TRICITY_DEBUG on a site that others can reach.")
    return [Warning(_("Errors are shown in detail to everybody."), hint=hint, id="site.W002")]


@register()
def encoder(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.ENCODER is None:
        return []
    try:
        look_over(settings.ENCODER)
    except EncoderUnavailable as error:
        message = _("The encoder cannot be used: %(reason)s.") % {"reason": error}
        hint = _(
            "Put model.onnx and tokenizer.json into the folder that TRICITY_ENCODER names and install tricity[neural],"
            " or unset it. Search goes on without the encoder."
        )
        return [Warning(message, hint=hint, id="site.W003")]
    return []


@register()
def exchange_rates(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.RATES is None:
        return []
    try:
        read_rates(settings.RATES)
    except (BadRates, OSError) as error:
        message = _("The exchange rates cannot be used: %(reason)s.") % {"reason": error}
        hint = _(
            "Mend the file that TRICITY_RATES names, or unset it. Until then the rates that are shipped are used."
        )
        return [Warning(message, hint=hint, id="site.W004")]
    return []
