from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tricity.events.models import Event, Session
from tricity.web.identity import new_code


class QuestionState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("question", "Waits for a moderator")
    OPEN = "open", pgettext_lazy("question", "Shown")
    HIDDEN = "hidden", pgettext_lazy("question", "Hidden")


class QuestionOrigin(models.TextChoices):
    """Where a question was asked."""

    HERE = "", pgettext_lazy("question", "In the room of this site")
    ELSEWHERE = "elsewhere", pgettext_lazy("question", "From the meeting platform")


class Question(models.Model):
    """What somebody asks in the room of an event, in the asker's words and language.

    `asker` is the identity of a participant (see `people.py`), `asker_name` empty where it is not to be shown. One
    that asks the same as another is `merged_into` that one, which then counts the voters of both once; `merged_count` is
    how many were. `votes` is the number of its votes, `told_votes` what viewers were last told. A question is answered
    aloud (`answered_at_ms` on the clock of the event), in writing (`written_answer`), or both. One of another `origin` was
    brought in afterwards: its `at_ms` is when it was asked there, earlier than its `seq` says.
    """

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="questions")
    session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="questions"
    )
    seq = models.PositiveBigIntegerField()
    at_ms = models.BigIntegerField()
    text = models.TextField(_("question"))
    language = models.CharField(max_length=8)
    asker = models.CharField(max_length=80)
    asker_name = models.CharField(max_length=200, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    origin = models.CharField(max_length=12, choices=QuestionOrigin, default=QuestionOrigin.HERE, blank=True)
    state = models.CharField(max_length=8, choices=QuestionState, default=QuestionState.WAITING)
    reason = models.TextField(blank=True)
    reason_language = models.CharField(max_length=8, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_pinned = models.BooleanField(default=False)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged"
    )
    merged_count = models.PositiveIntegerField(default=0)
    votes = models.PositiveIntegerField(default=0)
    told_votes = models.PositiveIntegerField(default=0)
    answered_at_ms = models.BigIntegerField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_compared = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["event", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["event", "seq"], name="rooms_question_moment"),
        ]
        indexes = [
            # Those shown, the most wanted first: the order of every room page.
            models.Index(
                fields=["event", "-is_pinned", "-votes", "seq"],
                condition=models.Q(state="open", merged_into=None),
                name="rooms_question_wanted",
            ),
            models.Index(fields=["event", "state", "seq"], name="rooms_question_state"),
            models.Index(fields=["event", "asker"], name="rooms_question_asker"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        return f"{reverse('rooms:room', args=[self.event.code])}#question-{self.code}"

    @property
    def is_shown(self) -> bool:
        return self.state == QuestionState.OPEN and self.merged_into_id is None

    @property
    def in_writing(self) -> Answer | None:
        """The written answer; read with the question where that was loaded with it."""
        try:
            return self.written_answer
        except Answer.DoesNotExist:
            return None

    @property
    def is_answered(self) -> bool:
        return self.answered_at_ms is not None or self.in_writing is not None


class Answer(models.Model):
    """What a question was answered in writing, in the words and language of who answered; rendered like the question."""

    code = models.CharField(max_length=16, unique=True, editable=False, default=new_code)
    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="written_answer")
    text = models.TextField(pgettext_lazy("to a question", "answer"))
    language = models.CharField(max_length=8)
    at_ms = models.BigIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        return self.question.get_absolute_url()


class Vote(models.Model):
    """One person's wish to hear a question answered: one for each question, whatever it was merged into.

    `cast_on` is the question the person saw; `question` the one it counts for now. Where a person voted for both of two
    questions that became one, one vote counts and the other stays with its own question, until they are parted.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="counted_votes")
    cast_on = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="cast_votes")
    voter = models.CharField(max_length=80)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "voter"], name="rooms_one_vote_counts"),
            models.UniqueConstraint(fields=["cast_on", "voter"], name="rooms_one_vote_each"),
        ]

    def __str__(self) -> str:
        return f"{self.cast_on_id}: {self.pk}"


class QuestionPair(models.Model):
    """Two questions that may ask the same, in whatever languages; `first` has the lower row id. `reasons` as in `likeness.py`."""

    class State(models.TextChoices):
        OPEN = "open", _("Not decided")
        SAME = "same", pgettext_lazy("two questions", "They ask the same")
        DIFFERENT = "different", pgettext_lazy("two questions", "They ask different things")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="question_pairs")
    first = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="rooms_pair_once")]

    def __str__(self) -> str:
        return f"{self.first_id} ~ {self.second_id}: {self.score:.2f}"
