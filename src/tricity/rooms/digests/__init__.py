"""What happens in a room, as a reader of one language gets it, ready for templates."""

from tricity.rooms.digests.captions import CaptionLine, CaptionsView, captions_view, languages_without
from tricity.rooms.digests.polls import PollView, poll_views
from tricity.rooms.digests.programme import Item, is_on, programme, session_now
from tricity.rooms.digests.questions import PairView, QuestionView, pair_views, question_views

__all__ = [
    "CaptionLine",
    "CaptionsView",
    "Item",
    "PairView",
    "PollView",
    "QuestionView",
    "captions_view",
    "is_on",
    "languages_without",
    "pair_views",
    "poll_views",
    "programme",
    "question_views",
    "session_now",
]
