"""From the file to the draft in the browser, for every role."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from tests import factories
from tests.documents import samples
from tests.journeys.markup import problems
from tricity.activity.queries import history
from tricity.directory.models import Membership, Organization
from tricity.documents import actions, sandbox, topics
from tricity.documents.models import Document
from tricity.documents.reading import LIMITS, Unreadable
from tricity.documents.reading.extraction import extract
from tricity.jobs.models import Job
from tricity.jobs.worker import run_one
from tricity.knowledge.models import Record
from tricity.knowledge.topics import Assigned
from tricity.language import bcp47
from tricity.web.identity import PublicationState

pytestmark = pytest.mark.django_db
URL = "/en/documents/"


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading itself is tested in `test_sandbox`; here it need not start a process each time."""
    monkeypatch.setattr(sandbox, "read", lambda path, name: extract(path.read_bytes(), name))


@pytest.fixture(autouse=True)
def _topics(monkeypatch: pytest.MonkeyPatch) -> None:
    """The analysis of all topics takes seconds and is tested with the records; here it finds one word."""

    def found(records: list[Record], engine: Any) -> dict[int, list[Assigned]]:
        start = records[0].summary.find("駐車場")
        reason = {"via": "label", "field": "summary", "start": start, "end": start + 3, "text": "駐車場"}
        return {records[0].pk: [Assigned("parking", 0.9, (reason,))] if start >= 0 else []}

    monkeypatch.setattr(topics, "topics_of", found)


@pytest.fixture
def editor(body: Organization) -> Client:
    return signed_in(factories.user(organizations=[body]))


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def bring(client: Client, body: Organization, name: str = "計画.docx", content: bytes | None = None) -> Any:
    file = SimpleUploadedFile(name, samples.docx_file() if content is None else content)
    return client.post(URL, {"upload": file, "owner": body.code, "kind": "initiative"})


def brought(client: Client, body: Organization, **given: Any) -> Document:
    """A document that has been brought and read."""
    assert bring(client, body, **given).status_code == 302
    actions.read_document(Document.objects.get().pk)
    return Document.objects.get()


def address(document: Document, rest: str = "") -> str:
    return f"{URL}{document.code}/{rest}"


def stored_files() -> list[str]:
    return sorted(path.name for path in Path(site.DOCUMENTS_FOLDER).glob("*"))


def reviewed(client: Client, document: Document, **changes: Any) -> dict[str, Any]:
    """What the browser would send: the form as it is shown, with changes."""
    form = client.get(address(document)).context["form"]
    values = {
        name: value
        for name in form.fields
        if (value := form[name].value()) not in (None, False) and not isinstance(value, list)
    }
    return {**values, **changes}


def test_visitor_is_sent_to_sign_in(client: Client, db: None) -> None:
    assert client.get(URL).status_code == 302


def test_person_without_a_body_is_refused(body: Organization) -> None:
    assert signed_in(factories.user()).get(URL).status_code == 403


def test_curator_without_a_body_is_refused(body: Organization) -> None:
    assert signed_in(factories.user(roles=["curator:JP"])).get(URL).status_code == 403


def test_member_who_does_not_edit_is_refused(body: Organization) -> None:
    person = factories.user()
    Membership.objects.create(user=person, organization=body, role=Membership.Role.MEMBER)

    assert signed_in(person).get(URL).status_code == 403


def test_editor_cannot_bring_a_document_in_the_name_of_another_body(
    editor: Client, body: Organization
) -> None:
    response = bring(editor, factories.organization("JP"))

    assert response.status_code == 422
    assert not Document.objects.exists()


def test_document_waits_until_the_worker_has_read_it(editor: Client, body: Organization) -> None:
    response = bring(editor, body)

    page = editor.get(response.url)
    assert "is being read" in page.content.decode()
    assert page.context["form"] is None

    assert run_one()
    assert editor.get(response.url).context["form"] is not None


def test_file_is_kept_without_its_name_and_readable_by_the_site_alone(
    editor: Client, body: Organization
) -> None:
    document = brought(editor, body, name="../../秘密 計画.docx")

    assert document.name == "秘密 計画.docx"
    assert sorted(re.sub("-[0-9a-f]{16}", "", name) for name in stored_files()) == [
        document.code,
        f"{document.code}.text",
    ]
    folder = Path(site.DOCUMENTS_FOLDER)
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert site.MEDIA_ROOT not in folder.parents


def test_suggestions_are_shown_beside_their_words_and_places(editor: Client, body: Organization) -> None:
    document = brought(editor, body)

    page = editor.get(address(document)).content.decode()

    assert '<q lang="ja">総事業費は<mark>1億2千万円</mark>である。</q>' in page
    assert "120,000,000 Japanese yen" in page
    assert f'<a href="{address(document, "text/")}?page=1#block-3">page 1, paragraph 3</a>' in page


def test_form_is_filled_with_what_is_likely(editor: Client, body: Organization) -> None:
    document = brought(editor, body)

    form = editor.get(address(document)).context["form"]

    assert {
        name: form[name].value()
        for name in (
            "title",
            "language",
            "city",
            "start_year",
            "end_year",
            "budget_amount",
            "budget_currency",
        )
    } == {
        "title": samples.TITLE,
        "language": "ja",
        "city": body.city.code,
        "start_year": 2026,
        "end_year": 2030,
        "budget_amount": "120000000",
        "budget_currency": "JPY",
    }
    assert form["summary"].value().startswith("総事業費は")


def test_topics_are_suggested_with_the_words_that_say_so(editor: Client, body: Organization) -> None:
    factories.concept("parking", names={"ja": "駐車場", "en": "parking"}, is_top=True)

    document = brought(editor, body)

    form = editor.get(address(document)).context["form"]
    (evidence,) = form.evidence["topic_1"]
    assert form["topic_1"].value() == "parking"
    assert (evidence.hit, evidence.place) == ("駐車場", "page 1, paragraph 3")


def test_topic_that_is_no_longer_known_is_not_filled_in(editor: Client, body: Organization) -> None:
    document = brought(editor, body)

    form = editor.get(address(document)).context["form"]

    assert form["topic_1"].value() is None


def test_bodies_named_in_the_document_are_offered(editor: Client, body: Organization) -> None:
    other = factories.organization("JP", names={"ja": "みなと情報協会"})
    content = samples.docx_file(lines=["みなと情報協会と横浜市役所が協力する。"])

    document = brought(editor, body, content=content)
    editor.post(address(document), reviewed(editor, document, summary="要約。", bodies=[other.code]))

    parts = Record.objects.get().participations.order_by("position", "pk")
    assert {(each.name, each.role, each.organization_id) for each in parts} == {
        ("みなと情報協会", "partner", other.pk),
        ("横浜市役所", "lead", body.pk),
    }


def test_editor_makes_a_draft_of_the_body_that_cites_the_document(editor: Client, body: Organization) -> None:
    document = brought(editor, body)

    response = editor.post(address(document), reviewed(editor, document, title="別の題名"))

    record = Record.objects.get()
    assert response.url == record.get_absolute_url()
    assert (record.owner, record.publication_state, record.title) == (
        body,
        PublicationState.DRAFT,
        "別の題名",
    )
    assert (record.start_year, record.end_year, int(record.budget_amount or 0)) == (2026, 2030, 120_000_000)
    assert [source["url"] for source in record.sources] == [f"http://testserver{address(document)}"]
    document.refresh_from_db()
    assert document.record == record


def test_public_address_is_cited_instead_of_the_private_one(editor: Client, body: Organization) -> None:
    document = brought(editor, body)
    public = "https://city.example.jp/plan.docx"

    editor.post(address(document), reviewed(editor, document, sources=public))

    assert [source["url"] for source in Record.objects.get().sources] == [public]


def test_what_is_not_ticked_is_not_taken_over(editor: Client, body: Organization) -> None:
    document = brought(editor, body)
    sent = reviewed(editor, document)
    del sent["use_budget_amount"], sent["use_start_year"]

    editor.post(address(document), sent)

    record = Record.objects.get()
    assert (record.budget_amount, record.budget_currency, record.start_year) == (None, "", None)
    assert record.end_year == 2030


def test_mistake_in_an_unticked_field_stops_nothing(editor: Client, body: Organization) -> None:
    document = brought(editor, body)
    sent = reviewed(editor, document, budget_amount="much")
    del sent["use_budget_amount"]

    assert editor.post(address(document), sent).status_code == 302


def test_ticked_figures_become_indicators(editor: Client, body: Organization) -> None:
    document = brought(editor, body)

    editor.post(address(document), reviewed(editor, document, figures=["0"]))

    assert Record.objects.get().indicators == [{"name": "交差点", "value": 142, "unit": "箇所", "year": None}]


def test_wrong_values_are_shown_in_the_form(editor: Client, body: Organization) -> None:
    document = brought(editor, body)

    response = editor.post(address(document), reviewed(editor, document, title="", end_year="2001"))

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"title", "end_year"}
    assert not Record.objects.exists()


def test_second_draft_of_one_document_is_refused(editor: Client, body: Organization) -> None:
    document = brought(editor, body)
    sent = reviewed(editor, document)
    editor.post(address(document), sent)

    assert editor.post(address(document), sent).status_code == 409
    assert Record.objects.count() == 1


def test_text_is_shown_block_by_block(editor: Client, body: Organization) -> None:
    document = brought(editor, body)

    page = editor.get(address(document, "text/")).content.decode()

    assert '<li id="block-7"><span class="meta">page 1, table 1, row 2, column 2</span>' in page
    assert '<span lang="ja" class="record-summary">142箇所</span>' in page


def test_file_is_handed_out_as_an_attachment_only(editor: Client, body: Organization) -> None:
    document = brought(editor, body)

    response: Any = editor.get(address(document, "file/"))

    content = b"".join(response.streaming_content)
    response.close()
    assert content == Path(document.file.path).read_bytes()
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


PAGES = ("", "text/", "file/", "delete/")


@pytest.mark.parametrize("rest", PAGES)
def test_other_bodies_do_not_learn_of_a_document(editor: Client, body: Organization, rest: str) -> None:
    document = brought(editor, body)
    stranger = signed_in(factories.user(organizations=[factories.organization("JP")], roles=["organizer"]))

    assert stranger.get(address(document, rest)).status_code == 404
    assert stranger.post(address(document)).status_code == 404


@pytest.mark.parametrize("rest", PAGES)
def test_visitors_do_not_learn_of_a_document(
    editor: Client, body: Organization, rest: str, client: Client
) -> None:
    document = brought(editor, body)

    assert client.get(address(document, rest)).status_code == 302


def test_curator_sees_a_document_once_a_draft_cites_it(editor: Client, body: Organization) -> None:
    document = brought(editor, body)
    curator = signed_in(factories.user(roles=["curator:JP"]))
    foreign = signed_in(factories.user(roles=["curator:KR"]))
    assert curator.get(address(document)).status_code == 404

    editor.post(address(document), reviewed(editor, document))

    assert curator.get(address(document)).status_code == 200
    assert curator.get(address(document, "text/")).status_code == 200
    assert foreign.get(address(document)).status_code == 404


def test_curator_neither_uses_nor_deletes_it(editor: Client, body: Organization) -> None:
    document = brought(editor, body)
    editor.post(address(document), reviewed(editor, document))
    curator = signed_in(factories.user(roles=["curator:JP"]))

    assert curator.post(address(document)).status_code == 403
    assert curator.post(address(document, "delete/")).status_code == 403


def test_deleting_removes_file_and_text_and_leaves_the_draft(
    editor: Client, body: Organization, django_capture_on_commit_callbacks: Any
) -> None:
    document = brought(editor, body)
    editor.post(address(document), reviewed(editor, document))
    assert len(stored_files()) == 2

    with django_capture_on_commit_callbacks(execute=True):
        editor.post(address(document, "delete/"))

    assert stored_files() == []
    assert not Document.objects.exists()
    assert Record.objects.exists()


def test_deleting_asks_first(editor: Client, body: Organization) -> None:
    document = brought(editor, body)

    assert editor.get(address(document, "delete/")).status_code == 200
    assert Document.objects.exists()


@pytest.mark.parametrize(
    ("language", "message", "name"),
    [("en", "but its content is Word (DOCX).", "計画.pdf")],
)
def test_refusal_says_what_is_wrong_and_how_to_mend_it(
    editor: Client, body: Organization, language: str, message: str, name: str
) -> None:
    document = brought(editor, body, name=name)

    with translation.override(language):
        page = editor.get(address(document)).content.decode()

    assert document.state == Document.State.REFUSED
    assert message in page
    assert "let its name end in .docx and bring it again" in page
    assert editor.get(address(document, "file/")).status_code == 404


def test_crash_of_the_reading_leaves_the_worker_alive(
    editor: Client, body: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(path: Path, name: str) -> None:
        raise Unreadable("crashed", limit=90)

    monkeypatch.setattr(sandbox, "read", crash)

    bring(editor, body)
    run_one()

    assert Document.objects.get().problem_code == "crashed"
    assert [job.state for job in Job.objects.all()] == [Job.State.DONE]


def test_document_deleted_while_it_was_read_leaves_nothing(
    editor: Client,
    body: Organization,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    bring(editor, body)
    document = Document.objects.get()

    def read(path: Path, name: str) -> Any:
        text = extract(path.read_bytes(), name)
        actions.delete_document(Document.objects.get(), by=None)
        return text

    monkeypatch.setattr(sandbox, "read", read)
    with django_capture_on_commit_callbacks(execute=True):
        actions.read_document(document.pk)

    assert stored_files() == []
    assert not Document.objects.exists()


def test_request_beyond_the_limit_is_not_parsed(editor: Client, body: Organization) -> None:
    response = editor.post(
        URL,
        data=b"x",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(LIMITS.file_bytes + 2_000_000),
    )

    assert response.status_code == 422
    assert "at most 50 MB" in response.content.decode()


def test_body_keeps_only_so_many(editor: Client, body: Organization, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_KEPT", 1)
    bring(editor, body)

    response = bring(editor, body)

    assert response.status_code == 422
    assert "keeps 1 documents already" in response.content.decode()
    assert len(stored_files()) == 1


def test_deeds_are_noted(editor: Client, body: Organization) -> None:
    document = brought(editor, body)
    editor.post(address(document), reviewed(editor, document))

    assert [entry.verb for entry in history(document)] == [
        "document.used",
        "document.read",
        "document.brought",
    ]


def test_pages_take_few_queries(
    editor: Client, body: Organization, django_assert_max_num_queries: Any
) -> None:
    document = brought(editor, body)

    for rest in ("", "text/", "delete/"):
        with django_assert_max_num_queries(12):
            editor.get(address(document, rest))
    with django_assert_max_num_queries(12):
        editor.get(URL)


@pytest.mark.parametrize("kind", ["need", "solution"])
def test_draft_of_each_kind_is_made(editor: Client, body: Organization, kind: str) -> None:
    file = SimpleUploadedFile("計画.docx", samples.docx_file())
    editor.post(URL, {"upload": file, "owner": body.code, "kind": kind})
    actions.read_document(Document.objects.get().pk)
    document = Document.objects.get()

    editor.post(address(document), reviewed(editor, document))

    assert Record.objects.get().kind == kind


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh-hans"])
def test_pages_are_sound_and_name_the_language_of_every_word(
    editor: Client, body: Organization, language: str
) -> None:
    factories.organization("JP", names={"ja": "みなと情報協会"})
    rows = [["項目", "値"], ["みなと情報協会の交差点", "142箇所"], [samples.LINES[1], "3億円"]]
    document = brought(editor, body, name="計画.xlsx", content=samples.xlsx_file({"予算": rows}))
    start = f"/{language}/documents/"

    for path in (start, *(f"{start}{document.code}/{rest}" for rest in ("", "text/", "delete/"))):
        page = editor.get(path).content.decode()
        assert problems(page, url=f"http://testserver{path}", language=bcp47(language)) == []
