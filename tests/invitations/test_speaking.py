"""A speaker's own page."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.invitations.conftest import PDF, signed_in
from tricity.activity.models import Entry
from tricity.events.actions import answer_consents
from tricity.events.models import Event, SessionPerson, SpeakerConsent, Talk
from tricity.invitations import actions
from tricity.invitations.models import ConsentGiven, SpeakerLink
from tricity.invitations.reminding import remind_due
from tricity.invitations.rendering import bring_in, texts
from tricity.translation.models import Translation
from tricity.web.text import digest

pytestmark = pytest.mark.django_db
Given = tuple[SpeakerLink, str]


def said(**more: Any) -> dict[str, Any]:
    return {
        "native_name": "김하늘",
        "native_language": "ko",
        "reading": "Gim Haneul",
        "romanized_name": "Kim Haneul",
        "language": "ko",
        "title": "교통 데이터",
        "abstract": "",
        "spoken_languages": ["ko"],
        "licence": "CC BY 4.0",
        **more,
    }


def send(given: Given, **more: Any) -> Any:
    return Client().post(f"/ko/speaking/{given[1]}/", said(**more))


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("slides.pdf", PDF)


def close(link: SpeakerLink) -> None:
    SpeakerLink.objects.filter(pk=link.pk).update(closes_at=timezone.now() - dt.timedelta(minutes=1))


def test_what_is_there_is_saved_and_the_rest_follows_later(given: Given, talk: Talk) -> None:
    assert send(given).status_code == 302

    talk.refresh_from_db()
    assert (talk.native_name, talk.native_language, talk.reading) == ("김하늘", "ko", "Gim Haneul")
    assert talk.native_name_by_speaker
    assert talk.titles == {"ko": "교통 데이터"}
    again = Client().get(f"/ko/speaking/{given[1]}/")
    assert "교통 데이터" in again.text
    assert send(given, abstract="버스 데이터를 함께 씁니다.").status_code == 302
    talk.refresh_from_db()
    assert talk.abstracts == {"ko": "버스 데이터를 함께 씁니다."}


def test_texts_organizers_wrote_in_other_languages_stay(given: Given, talk: Talk) -> None:
    Talk.objects.filter(pk=talk.pk).update(titles={"en": "Traffic data", "ko": "옛 제목"})

    send(given)

    talk.refresh_from_db()
    assert talk.titles == {"en": "Traffic data", "ko": "교통 데이터"}


def test_who_wrote_in_the_wrong_language_has_not_written_two_texts(given: Given, talk: Talk) -> None:
    send(given, title="Traffic data")

    send(given, title="Traffic data", language="en")

    talk.refresh_from_db()
    assert talk.titles == {"en": "Traffic data"}


def test_each_use_is_answered_by_itself_and_kept_with_its_words(given: Given, talk: Talk) -> None:
    send(given, consent_recording="yes", consent_photograph="no")

    assert dict(talk.consents.values_list("use", "is_given")) == {"recording": True, "photograph": False}
    assert set(talk.consents.values_list("answered_by", flat=True)) == {"speaker"}
    kept = ConsentGiven.objects.get(use="recording")
    assert kept.version
    assert kept.text
    assert kept.language == "ko"
    send(given, consent_recording="yes", consent_photograph="no")
    assert ConsentGiven.objects.count() == 2


def test_slides_are_shown_only_while_the_speaker_agrees(given: Given, event: Event) -> None:
    send(given, slides=pdf())
    assert not event.resources.exists()

    send(given, consent_slides="yes")
    shown = event.resources.get()
    assert (shown.licence, shown.language, shown.titles) == ("CC BY 4.0", "ko", {"ko": "교통 데이터"})

    send(given, consent_slides="no")
    assert not event.resources.exists()
    assert SpeakerLink.objects.get().slides


def test_an_organizer_who_writes_down_a_no_hides_them_too(given: Given, event: Event, talk: Talk) -> None:
    send(given, slides=pdf(), consent_slides="yes")

    answer_consents(talk, {"slides": False}, answered_by=SpeakerConsent.By.ORGANIZER, by=None)

    assert not event.resources.exists()


def test_slides_are_taken_back(given: Given, event: Event) -> None:
    send(given, slides=pdf(), consent_slides="yes")

    send(given, remove_slides="on", consent_slides="yes")

    assert not event.resources.exists()
    assert not SpeakerLink.objects.get().slides


def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_is_saved(given: Given, talk: Talk) -> None:
    answer = send(given, slides=SimpleUploadedFile("slides.pdf", b"<script>"))

    assert answer.status_code == 422
    talk.refresh_from_db()
    assert talk.titles == {}


def test_after_the_day_nothing_is_written_but_consent_is_taken_back(given: Given, talk: Talk) -> None:
    send(given, consent_replay="yes")
    close(given[0])

    page = Client().get(f"/ko/speaking/{given[1]}/")
    assert 'name="title"' not in page.text
    assert send(given, title="늦은 제목", consent_recording="yes").status_code == 409
    assert send(given, consent_replay="no").status_code == 302

    talk.refresh_from_db()
    assert talk.titles == {"ko": "교통 데이터"}
    assert dict(talk.consents.values_list("use", "is_given")) == {"replay": False}


def test_a_moderator_says_how_they_are_named(talk: Talk, organizer: Any) -> None:
    person = SessionPerson.objects.create(session=talk.session, role="moderator", romanized_name="Yamada")
    closes_at = timezone.now() + dt.timedelta(days=3)
    _link, secret = actions.give_link(person, language="ja", email="", closes_at=closes_at, by=organizer)
    client = Client()

    assert 'name="title"' not in client.get(f"/ja/speaking/{secret}/").text
    client.post(
        f"/ja/speaking/{secret}/",
        {"native_name": "山田花子", "native_language": "ja", "reading": "やまだはなこ", "romanized_name": ""},
    )
    nobody = client.post(f"/ja/speaking/{secret}/", {"native_language": "ja"})

    person.refresh_from_db()
    assert (person.native_name, person.reading) == ("山田花子", "やまだはなこ")
    assert nobody.status_code == 422


def test_organizers_see_what_is_missing_and_what_was_agreed(
    given: Given, talk: Talk, event: Event, organizer: Any
) -> None:
    send(given, consent_recording="yes", slides=pdf())
    client = signed_in(organizer)

    rows = client.get(f"/en/events/{event.code}/speakers/").context["rows"]
    page = client.get(f"/en/events/{event.code}/speakers/talk/{talk.pk}/")

    assert set(rows[0].lacking) == {
        "Office",
        "Abstract",
        "About the speaker",
        "Answers on recording and publication",
    }
    assert "My talk may be recorded" in page.text
    assert ConsentGiven.objects.get().text in page.text
    kept = client.get(f"/en/events/{event.code}/speakers/talk/{talk.pk}/slides/")
    assert b"".join(kept) == PDF
    assert kept["Content-Disposition"].startswith("attachment")


def test_all_speakers_get_their_link_at_once_in_their_language(
    event: Event, talk: Talk, organizer: Any
) -> None:
    body = factories.organization("JP", language="ja")
    Talk.objects.create(session=talk.session, speaker_name="Yamada Hanako", organization=body, position=2)
    closes = (timezone.now() + dt.timedelta(days=5)).strftime("%Y-%m-%dT%H:%M")

    done = signed_in(organizer).post(f"/en/events/{event.code}/speakers/", {"closes_at": closes})

    assert "/ja/speaking/" in done.text
    assert "/en/speaking/" in done.text
    assert set(SpeakerLink.objects.values_list("language", flat=True)) == {"ja", "en"}


def test_a_new_link_closes_the_old_and_keeps_what_was_written(
    given: Given, talk: Talk, event: Event, organizer: Any
) -> None:
    send(given)
    closes = (timezone.now() + dt.timedelta(days=5)).strftime("%Y-%m-%dT%H:%M")
    values = {"language": "ja", "email": "", "closes_at": closes}

    signed_in(organizer).post(f"/en/events/{event.code}/speakers/talk/{talk.pk}/", values)

    assert Client().get(f"/ko/speaking/{given[1]}/").status_code == 404
    link = SpeakerLink.objects.get()
    assert link.language == "ko"  # the language of what is written
    assert talk.__class__.objects.get().titles == {"ko": "교통 데이터"}


def test_a_page_that_was_closed_opens_no_more(given: Given, talk: Talk, event: Event, organizer: Any) -> None:
    signed_in(organizer).post(f"/en/events/{event.code}/speakers/talk/{talk.pk}/", {"deed": "take"})

    assert Client().get(f"/ko/speaking/{given[1]}/").status_code == 404


def test_speakers_are_reminded_while_something_is_missing(
    given: Given, talk: Talk, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MAIL_CONFIGURED = True
    closes_at = given[0].closes_at
    with django_capture_on_commit_callbacks(execute=True):
        assert remind_due(closes_at - dt.timedelta(days=8)) == 0
        assert remind_due(closes_at - dt.timedelta(days=6)) == 1
        assert remind_due(closes_at - dt.timedelta(days=5)) == 0
        assert remind_due(closes_at - dt.timedelta(hours=20)) == 1
    assert [letter.to for letter in mail.outbox] == [["haneul@example.kr"]] * 2
    assert "/speaking/" not in mail.outbox[0].body


def test_reviewed_renderings_fill_languages_nobody_wrote_in(given: Given, talk: Talk) -> None:
    send(given)
    Talk.objects.filter(pk=talk.pk).update(titles={"ko": "교통 데이터", "ja": "主催者の訳"})
    link = SpeakerLink.objects.get()
    assert texts(link) == {"title": "교통 데이터"}
    for language, text, is_reviewed in (
        ("en", "Traffic data", True),
        ("ja", "別の訳", True),
        ("zh-hans", "交通", False),
    ):
        Translation.objects.create(
            subject_kind="invitations.speakerlink", subject_id=link.pk, field="title", language=language,
            text=text, origin="human", source_language="ko", source_digest=digest("교통 데이터"),
            reviewed_at=timezone.now() if is_reviewed else None,
        )  # fmt: skip

    bring_in(link)

    talk.refresh_from_db()
    assert talk.titles == {"ko": "교통 데이터", "ja": "主催者の訳", "en": "Traffic data"}


def test_a_changed_rendering_takes_the_place_of_the_earlier_one(given: Given, talk: Talk) -> None:
    send(given)
    link = SpeakerLink.objects.get()
    row = Translation.objects.create(
        subject_kind="invitations.speakerlink", subject_id=link.pk, field="title", language="en",
        text="Traffic", origin="human", source_language="ko", source_digest="", reviewed_at=timezone.now(),
    )  # fmt: skip
    bring_in(link)
    row.text = "Traffic data"
    row.save()

    bring_in(SpeakerLink.objects.get())

    talk.refresh_from_db()
    assert talk.titles["en"] == "Traffic data"


def test_what_speakers_do_is_in_the_audit_trail(given: Given) -> None:
    send(given, consent_recording="yes", slides=pdf())

    verbs = set(Entry.objects.values_list("verb", flat=True))

    assert {"speaker-link.given", "speaker.wrote", "speaker.slides-kept", "talk.consents-changed"} <= verbs


@pytest.mark.parametrize("path", ["", "talk/{pk}/", "talk/{pk}/slides/"])
def test_only_who_edits_the_event_sees_speakers_pages(talk: Talk, event: Event, path: str) -> None:
    page = f"/en/events/{event.code}/speakers/{path.format(pk=talk.pk)}"

    assert Client().get(page).status_code == 302
    assert signed_in(factories.member("JP")).get(page).status_code == 403


def test_the_talk_of_another_event_is_not_found(talk: Talk, organizer: Any) -> None:
    other = factories.event()

    page = f"/en/events/{other.code}/speakers/talk/{talk.pk}/"

    assert signed_in(organizer).get(page).status_code == 404
