from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tricity.accounts.rules import is_operator
from tricity.site.sample.holding import has_sample, survey
from tricity.site.sample.removing import remove_sample
from tricity.site.sample.telling import lines


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def samples(request: HttpRequest) -> HttpResponse:
    """What came with the sample; an operator removes it with one click, after a tick that it is meant."""
    if not is_operator(request.user):
        raise PermissionDenied
    forgotten = request.method == "POST" and "sure" not in request.POST
    if request.method == "POST" and not forgotten:
        remove_sample(by=request.user)
        messages.success(request, _("The sample data is removed. The search follows within a minute."))
        return redirect("samples")
    found = survey() if has_sample() else None
    context = {
        "lines": lines(found) if found else [],
        "nothing_goes": found is None or found.is_empty,
        "forgotten": forgotten,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if forgotten else HTTPStatus.OK
    return render(request, "site/samples.html", context, status=status)
