from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tricity.language import LANGUAGES, identify
from tricity.renderings import actions, queries, rules
from tricity.renderings.desks import draft_lines, outdated_lines
from tricity.renderings.engines import TermPair, engine
from tricity.renderings.forms import RemarkForm, RenderingForm, name_of
from tricity.renderings.models import Draft
from tricity.renderings.pages import FieldView, field_views
from tricity.renderings.registry import Renderable, renderable
from tricity.renderings.terms_used import term_warnings
from tricity.web.errors import TricityError
from tricity.web.languages import NATIVE_NAMES, reader_language
from tricity.web.pages import PAGE_SIZE, Page, page_number
from tricity.web.text import LocalizedText


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for a review by the person, what the person is writing, and what is out of date in `language`."""
    may_review = rules.is_reviewer(request.user)
    waiting = queries.drafts_to_review(request.user) if may_review else Draft.objects.none()
    page = Page(page_number(request), PAGE_SIZE, waiting.count())
    asked = request.GET.get("language", "")
    target = asked if asked in LANGUAGES else reader_language()
    context = {
        "outdated": outdated_lines(request.user, target) if may_review else [],
        "target": target,
        "target_name": NATIVE_NAMES[target],
        "others": [(code, NATIVE_NAMES[code]) for code in LANGUAGES if code != target],
        "may_review": may_review,
        "waiting": draft_lines(waiting[page.offset : page.offset + page.size], request.user),
        "own": draft_lines(queries.own_drafts(request.user)[:PAGE_SIZE], request.user),
        "page": page,
    }
    return render(request, "renderings/desk.html", context)


@require_safe
def languages(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Which languages an object can be read in, and how good each rendering is."""
    spec, subject = _found(request, kind, code)
    sources = spec.texts(subject)
    rows = queries.states(spec.subject_kind, subject.pk, sources)
    context = {
        "title": queries.headings(spec, [subject], reader_language())[subject.pk],
        "source_language": subject.language,
        "source_name": NATIVE_NAMES[subject.language],
        "subject_url": subject.get_absolute_url(),
        "kind": kind,
        "code": code,
        "number": len(sources),
        "rows": [
            (each, NATIVE_NAMES[each], rows.get(each)) for each in LANGUAGES if each != subject.language
        ],
        "may_write": rules.may_write(request.user, spec, subject),
    }
    return render(request, "renderings/languages.html", context)


def rendering(request: HttpRequest, kind: str, code: str, target: str) -> HttpResponse:
    """An object's texts beside their rendering: to read where they come from, and for translators to write."""
    spec, subject = _found(request, kind, code)
    if target not in LANGUAGES or target == subject.language:
        raise Http404
    desk = _Desk(request, spec, subject, target)
    return desk.answer() if request.method == "POST" else desk.page()


def _found(request: HttpRequest, kind: str, code: str) -> tuple[Renderable, Any]:
    spec = renderable(kind)
    subject = spec.find(code) if spec else None
    if spec is None or subject is None or not spec.may_read(request.user, subject):
        raise Http404
    return spec, subject


class _Desk:
    """One request to the page of a rendering."""

    def __init__(self, request: HttpRequest, spec: Renderable, subject: Any, language: str) -> None:
        self.request, self.spec, self.subject, self.language = request, spec, subject, language
        self.sources = dict(spec.texts(subject))
        self.rows = queries.current(spec.subject_kind, subject.pk, language)
        self.may_write = rules.may_write(request.user, spec, subject)
        found = queries.open_draft(spec.subject_kind, subject.pk, language)
        concerned = self.may_write or (found is not None and rules.may_review(request.user, found))
        self.draft = found if concerned else None
        self.engine = engine() if self.may_write and spec.is_public(subject) else None

    def answer(self) -> HttpResponse:
        """What one of the buttons asks for."""
        deed = self.request.POST.get("deed", "")
        if deed in ("accept", "return", "stamp"):
            return self._decide(deed)
        if not self.may_write:
            raise PermissionDenied
        form = self._form(self.request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        return self._suggest(form) if deed == "suggest" else self._save(form, submit=deed == "submit")

    def _save(self, form: RenderingForm, *, submit: bool) -> HttpResponse:
        try:
            actions.save_draft(
                self.spec,
                self.subject,
                self.language,
                by=self.request.user,
                texts=form.texts(),
                version=form.seen_version(),
                machine=self._machine(),
                submit=submit,
            )
        except TricityError as refused:
            return self.page(form, status=refused.status, error=refused.message)
        if submit:
            messages.success(self.request, _("Sent. A second person reviews it; readers see it after that."))
        else:
            messages.success(self.request, _("Saved. Readers do not see it yet."))
        return redirect(self.request.path)

    def _machine(self) -> dict[str, tuple[str, str]]:
        """What the engine suggested on this page before it was sent; kept to tell whose words they are."""
        made_by, found = self.request.POST.get("machine", "")[:64], {}
        for field in self.sources:
            suggestion = self.request.POST.get(f"machine-{field}", "").replace("\r\n", "\n").strip()
            if made_by and suggestion:
                found[field] = (made_by, suggestion)
        return found

    def _suggest(self, form: RenderingForm) -> HttpResponse:
        """Ask the engine for every text that is still empty, or for all if none is; what was typed stays."""
        if self.engine is None:
            raise PermissionDenied
        written = form.texts()
        empty = {field: source for field, source in self.sources.items() if not written.get(field)}
        wanted = empty or self.sources
        views = self._fields(written)
        pairs = {hit.words: hit.preferred for view in views for hit in view.hits}
        try:
            found = actions.ask_engine(
                self.engine,
                wanted,
                by=self.request.user,
                source=self.subject.language,
                target=self.language,
                terms=[TermPair(*pair) for pair in pairs.items()],
            )
        except TricityError as failed:
            return self.page(form, status=failed.status, error=failed.message)
        return self.page(form, suggested=found)

    def _decide(self, deed: str) -> HttpResponse:
        if not self.request.user.is_authenticated:
            raise PermissionDenied
        remark = RemarkForm(self.request.POST)
        if deed == "return" and not remark.is_valid():
            return self.page(status=422, remark=remark)
        try:
            if deed == "stamp":
                actions.make_official(self.spec, self.subject, self.language, by=self.request.user)
                messages.success(self.request, _("The rendering is official from now on."))
            else:
                self._review(deed, remark)
        except TricityError as refused:
            return self.page(status=refused.status, error=refused.message)
        return redirect(self.request.path)

    def _review(self, deed: str, remark: RemarkForm) -> None:
        if self.draft is None:
            raise PermissionDenied
        text = self.request.POST.get("version", "")
        version = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
        if deed == "accept":
            actions.accept_draft(self.spec, self.subject, self.draft, by=self.request.user, version=version)
            messages.success(self.request, _("Accepted. Readers see it from now on."))
        else:
            actions.return_draft(
                self.subject,
                self.draft,
                by=self.request.user,
                version=version,
                remark=remark.cleaned_data["remark"],
                language=identify(remark.cleaned_data["remark"], reader_language()),
            )
            messages.success(self.request, _("Returned with your remark."))

    def page(
        self,
        form: RenderingForm | None = None,
        *,
        status: int = 200,
        error: str = "",
        suggested: dict[str, str] | None = None,
        remark: RemarkForm | None = None,
    ) -> HttpResponse:
        """The page as it stands; with `form`, what was typed is in it whatever happened."""
        shown = form or self._form(None)
        fields = self._fields(form.texts() if form is not None else self._start())
        draft, user = self.draft, self.request.user
        context = {
            "title": queries.headings(self.spec, [self.subject], reader_language())[self.subject.pk],
            "subject_url": self.subject.get_absolute_url(),
            "kind": self.spec.kind,
            "subject_code": self.subject.code,
            "source_language": self.subject.language,
            "source_name": NATIVE_NAMES[self.subject.language],
            "target": self.language,
            "target_name": NATIVE_NAMES[self.language],
            "fields": [
                (view, shown.field_of(view.field), self._suggestion(view, suggested)) for view in fields
            ],
            "form": shown,
            "version": draft.version if draft else 0,
            "error": error,
            "draft": draft,
            "said": LocalizedText(draft.remark, draft.remark_language) if draft and draft.remark else None,
            "is_work": self.may_write or draft is not None,
            "stored": draft.texts if draft and status == 409 else {},
            "may_write": self.may_write,
            "may_review": bool(
                draft and draft.state == Draft.State.SUBMITTED and rules.may_review(user, draft)
            ),
            "may_stamp": self._may_stamp(fields),
            "remark": remark or RemarkForm(),
            "engine": self.engine.name if self.engine else "",
            "is_suggested": bool(suggested),
            **self._limits(),
        }
        return render(self.request, "renderings/rendering.html", context, status=int(status))

    def _limits(self) -> dict[str, Any]:
        if self.engine is None:
            return {}
        used = queries.used_today()[0]
        return {
            "used": used,
            "limit": settings.TRANSLATION_DAILY_CHARACTERS,
            "cost": f"{queries.cost_of(used):.2f}" if settings.TRANSLATION_PRICE else "",
            "cost_limit": f"{settings.TRANSLATION_DAILY_COST:.2f}" if settings.TRANSLATION_DAILY_COST else "",
            "currency": settings.TRANSLATION_CURRENCY,
        }

    def _suggestion(self, view: FieldView, suggested: dict[str, str] | None) -> dict[str, Any] | None:
        """The engine's words for a field, asked for now or kept with the draft, and what the termbase says of them."""
        now = (suggested or {}).get(view.field, "")
        text = now or self.request.POST.get(f"machine-{view.field}", "") or view.machine_text
        if not text:
            return None
        name = self.engine.name if now and self.engine else view.machine_engine
        return {
            "text": text,
            "engine": name or self.request.POST.get("machine", "")[:64],
            "warnings": term_warnings(view.hits, text),
        }

    def _may_stamp(self, fields: list[FieldView]) -> bool:
        rendered = [view for view in fields if view.row is not None]
        return (
            bool(rendered)
            and rules.may_stamp(self.request.user, self.language)
            and all(view.row.reviewed_at and not view.is_stale for view in rendered if view.row)
            and not all(view.row.official_at for view in rendered if view.row)
        )

    def _start(self) -> dict[str, str]:
        """The draft, else what readers see now."""
        if self.draft:
            return dict(self.draft.texts)
        return {field: row.text for field, row in self.rows.items() if field in self.sources}

    def _form(self, data: Any) -> RenderingForm:
        labels = {field: self.spec.label(field) for field in self.sources}
        start = {name_of(field): text for field, text in self._start().items()}
        return RenderingForm(data, sources=self.sources, labels=labels, language=self.language, initial=start)

    def _fields(self, written: dict[str, str]) -> list[FieldView]:
        return field_views(
            self.spec,
            self.subject,
            self.language,
            rows=self.rows,
            draft=self.draft,
            written=written,
            reader=reader_language(),
            for_writers=self.may_write,
        )
