"""Records as a reader of one language gets them: texts, renderings or digests, ready for templates."""

from tricity.knowledge.digests.present import present
from tricity.knowledge.digests.views import (
    DeploymentView,
    IndicatorView,
    PartyView,
    PlaceView,
    RecordView,
    SourceView,
    StandingView,
    TopicReason,
    TopicView,
)

__all__ = [
    "DeploymentView",
    "IndicatorView",
    "PartyView",
    "PlaceView",
    "RecordView",
    "SourceView",
    "StandingView",
    "TopicReason",
    "TopicView",
    "present",
]
