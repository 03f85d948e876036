"""A speaker's own page: no account, a link."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tricity.events.models import Event
from tricity.events.uploads import suffix_of
from tricity.invitations import actions, queries, rules
from tricity.invitations.consents import VERSION
from tricity.invitations.digests import LACKING, name_of
from tricity.invitations.forms import ConsentForm, SpeakerForm
from tricity.invitations.models import SpeakerLink
from tricity.members import pace
from tricity.participation.views.registering import event_context
from tricity.translation.names import name_in
from tricity.web.errors import TricityError
from tricity.web.languages import reader_language

PACE = "speaker-link"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def speaker(request: HttpRequest, secret: str) -> HttpResponse:
    """Write about oneself and the talk, hand in slides, say what may be recorded and published."""
    link = _by_secret(request, secret)
    is_sent = request.method == "POST"
    may_write = rules.may_write(link, timezone.now())
    form = SpeakerForm(
        request.POST if is_sent and may_write else None,
        request.FILES if is_sent and may_write else None,
        link=link,
    )
    consents = ConsentForm(request.POST if is_sent else None, link=link)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_sent else HTTPStatus.OK
    if is_sent and consents.is_valid() and (not may_write or form.is_valid()):
        try:
            _keep(link, form if may_write else None, consents)
        except TricityError as error:
            consents.add_error(None, error.message)
            status = error.status
        else:
            messages.success(request, _("Saved. You may come back until the day named above."))
            return redirect(request.path)
    return render(
        request, "invitations/speaker.html", _context(link, form, consents, may_write), status=status
    )


def _keep(link: SpeakerLink, form: SpeakerForm | None, consents: ConsentForm) -> None:
    answers = consents.answers()
    if form is None:
        actions.answer(link, answers)
        return
    values = form.cleaned_data
    slides = None
    if link.talk:
        slides = actions.Slides(values["slides"], values["licence"], values.get("remove_slides", False))
    actions.hand_in(link, form.said(), slides, answers)


def _context(
    link: SpeakerLink, form: SpeakerForm, consents: ConsentForm, may_write: bool
) -> dict[str, object]:
    part = link.part
    event: Event = link.event
    return event_context(event) | {
        "link": link,
        "is_talk": link.talk is not None,
        "is_public": event.is_public,
        "name": name_of(part),
        "session_title": name_in(part.session.titles, reader_language()),
        "form": form,
        "consents": consents,
        "may_write": may_write,
        "lacking": [LACKING[each] for each in queries.lacking(part, link)] if link.saved_at else [],
        "slides_kind": suffix_of(str(link.slides.name)).upper() if link.slides else "",
        "version": VERSION,
        "zone": event.time_zone,
    }


def _by_secret(request: HttpRequest, secret: str) -> SpeakerLink:
    """Raises Http404; whoever tries links is slowed down."""
    if pace.is_too_fast(request, PACE):
        raise Http404
    link = queries.link_by_secret(secret)
    if link is None:
        pace.note(request, PACE)
        raise Http404
    return link
