from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tricity.language import LANGUAGES, identify
from tricity.terms import actions, queries, rules
from tricity.terms.forms import FriendForm, NewConceptForm, RemarkForm, SectionForm
from tricity.terms.models import Concept, Proposal, Retired
from tricity.terms.proposal_digests import may, proposal_views, topic_choices
from tricity.terms.sections import section, section_of
from tricity.terms.structure_digests import proposal_view
from tricity.translation.names import name_in
from tricity.web.errors import TricityError
from tricity.web.languages import NATIVE_NAMES, reader_language
from tricity.web.pages import PAGE_SIZE, Page, page_number


@login_required
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose other words or another definition of a topic in `language`; `again` starts from an earlier proposal."""
    concept = get_object_or_404(Concept, slug=slug)
    language = request.POST.get("language") or request.GET.get("language", reader_language())
    if language not in LANGUAGES:
        raise Http404
    start = _start(request, concept, language)
    form = SectionForm(request.POST or None, initial=start, language=language)
    error = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = _propose(request, form, slug, language)
        except TricityError as refused:
            error = refused.message
        else:
            return _thank(request, made)
    context = {
        "form": form,
        "error": error,
        "slug": slug,
        "topic": name_in(concept.names, reader_language()),
        "topic_url": concept.get_absolute_url(),
        "proposed_language": language,
        "language_name": NATIVE_NAMES[language],
        "others": [(code, NATIVE_NAMES[code]) for code in LANGUAGES if code != language],
    }
    return render(request, "terms/propose.html", context, status=422 if form.is_bound else 200)


def _start(request: HttpRequest, concept: Concept, language: str) -> dict[str, Any]:
    code = request.GET.get("again", "")
    rows = Proposal.objects.filter(code=code, by=request.user.pk, slug=concept.slug, language=language)
    earlier = rows.first() if code else None
    if earlier is None or earlier.kind != Proposal.Kind.SECTION:
        return section_of(concept, language).as_dict()
    return {**section(earlier.values).as_dict(), "reason": earlier.reason, "source": earlier.source}


def _propose(
    request: HttpRequest, form: SectionForm, slug: str, language: str, broader: tuple[str, ...] = ()
) -> Proposal:
    return actions.propose_section(
        slug,
        language,
        form.section(),
        by=request.user,
        reason=form.cleaned_data["reason"],
        reason_language=identify(form.cleaned_data["reason"], reader_language()),
        source=form.cleaned_data["source"],
        broader=broader,
    )


def _thank(request: HttpRequest, made: Proposal) -> HttpResponse:
    messages.success(request, _("Thank you. The curators of this language decide on it."))
    return redirect(made)


@login_required
def propose_new(request: HttpRequest) -> HttpResponse:
    """Propose a topic there is not yet, in one language first."""
    language = reader_language()
    form = NewConceptForm(
        request.POST or None, initial={"language": language}, topics=topic_choices(language)
    )
    error = ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = _propose(
                request, form, data["slug"], data["language"], (data["broader"],) if data["broader"] else ()
            )
        except TricityError as refused:
            error = refused.message
        else:
            return _thank(request, made)
    context = {"form": form, "error": error}
    return render(request, "terms/propose_new.html", context, status=422 if form.is_bound else 200)


@login_required
def propose_friend(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose a word that misleads between two languages, where it matters for this topic."""
    concept = get_object_or_404(Concept, slug=slug)
    initial = {"first_language": "zh-hans", "second_language": "ja", "note_language": reader_language()}
    form = FriendForm(request.POST or None, initial=initial)
    error = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.propose_friend(
                concept,
                form.entry(),
                by=request.user,
                reason=form.cleaned_data["reason"],
                reason_language=identify(form.cleaned_data["reason"], reader_language()),
                source=form.cleaned_data["source"],
            )
        except TricityError as refused:
            error = refused.message
        else:
            return _thank(request, made)
    context = {
        "form": form,
        "error": error,
        "slug": slug,
        "topic": name_in(concept.names, reader_language()),
        "topic_url": concept.get_absolute_url(),
    }
    return render(request, "terms/propose_friend.html", context, status=422 if form.is_bound else 200)


@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for the person's decision, the longest waiting first; `language` narrows it down."""
    decided = rules.languages_decided(request.user)
    if not decided:
        raise PermissionDenied
    asked = request.GET.get("language", "")
    rows = queries.proposals_to_decide([asked] if asked in decided else rules.scopes_decided(request.user))
    page = Page(page_number(request), PAGE_SIZE, rows.count())
    views = proposal_views(list(rows[page.offset : page.offset + page.size]), reader_language())
    context = {
        "items": [(view, may(request.user, view)) for view in views],
        "page": page,
        "languages": [(code, NATIVE_NAMES[code], code == asked) for code in decided],
        "may_import": rules.may_import(request.user),
    }
    return render(request, "terms/queue.html", context)


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What the person has proposed and what became of it."""
    rows = queries.proposals_of(request.user)
    page = Page(page_number(request), PAGE_SIZE, rows.count())
    views = proposal_views(list(rows[page.offset : page.offset + page.size]), reader_language())
    return render(request, "terms/my_proposals.html", {"views": views, "page": page})


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything approved for a topic, also one that was merged since: who proposed and approved it, and what it replaced."""
    row = Concept.objects.filter(slug=slug).first() or get_object_or_404(Retired, slug=slug)
    rows = queries.changes_of(slug)
    page = Page(page_number(request), PAGE_SIZE, rows.count())
    context = {
        "views": proposal_views(list(rows[page.offset : page.offset + page.size]), reader_language()),
        "page": page,
        "slug": slug,
        "topic": name_in(row.names, reader_language()),
        "topic_url": reverse("terms:topic", args=[slug]),
        "is_shipped": isinstance(row, Concept) and row.seed_version > 0,
    }
    return render(request, "terms/history.html", context)


@require_safe
def proposal(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, _found(request, code), RemarkForm())


@login_required
@require_POST
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Approve, return with a remark, or withdraw: one button each."""
    row = _found(request, code)
    decision = request.POST.get("decision", "")
    form = RemarkForm(request.POST)
    if decision == "return" and not form.is_valid():
        return _page(request, row, form, status=422)
    try:
        if decision == "approve":
            actions.approve_proposal(row, by=request.user, version=_version(request.POST.get("version", "")))
            messages.success(request, _("Approved. The termbase says so from now on."))
        elif decision == "return":
            actions.return_proposal(
                row,
                by=request.user,
                remark=form.cleaned_data["remark"],
                language=identify(form.cleaned_data["remark"], reader_language()),
            )
            messages.success(request, _("Returned with your remark."))
        elif decision == "withdraw":
            actions.withdraw_proposal(row, by=request.user)
            messages.success(request, _("Withdrawn."))
        elif decision == "undo":
            actions.undo_restructuring(row, by=request.user)
            messages.success(request, _("Undone. The topics stand as before."))
    except TricityError as refused:
        row.refresh_from_db()
        return _page(request, row, RemarkForm(), status=refused.status, error=refused.message)
    return redirect(row)


@login_required
@require_POST
def decide_many(request: HttpRequest) -> HttpResponse:
    """Approve those chosen in the queue; each choice is the code of a proposal and the version that was seen."""
    if not rules.languages_decided(request.user):
        raise PermissionDenied
    approved, failed = 0, []
    for choice in request.POST.getlist("choice")[:PAGE_SIZE]:
        code, _colon, version = choice.partition(":")
        row = Proposal.objects.filter(code=code).first()
        if row is None or not rules.may_read(request.user, row):
            continue
        try:
            actions.approve_proposal(row, by=request.user, version=_version(version))
            approved += 1
        except TricityError as refused:
            failed.append((row.slug, refused.message))
    if approved:
        messages.success(
            request,
            ngettext("%(number)d proposal approved.", "%(number)d proposals approved.", approved)
            % {"number": approved},
        )
    for slug, message in failed:
        messages.error(request, f"{slug}: {message}")
    if not approved and not failed:
        messages.info(request, _("Choose at least one proposal."))
    return redirect("terms:queue")


def _found(request: HttpRequest, code: str) -> Proposal:
    """The proposal, for those who may read it; to others it does not exist."""
    row = get_object_or_404(Proposal.objects.select_related("by", "decided_by"), code=code)
    if not rules.may_read(request.user, row):
        raise Http404
    return row


def _version(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


def _page(
    request: HttpRequest, row: Proposal, form: RemarkForm, *, status: int = 200, error: str = ""
) -> HttpResponse:
    view = proposal_views([row], reader_language())[0]
    context = {
        "view": view,
        "may": may(request.user, view),
        "form": form,
        "error": error,
        "structure": proposal_view(row, reader_language()) if row.is_structural else None,
    }
    return render(request, "terms/proposal.html", context, status=status)
