"""Forms of inviting, and of a speaker's own page."""

from tricity.invitations.forms.inviting import ChooseForm, ListForm, RemarkForm, SendForm, StateForm
from tricity.invitations.forms.links import LinkForm
from tricity.invitations.forms.speaking import ConsentForm, SpeakerForm

__all__ = [
    "ChooseForm",
    "ConsentForm",
    "LinkForm",
    "ListForm",
    "RemarkForm",
    "SendForm",
    "SpeakerForm",
    "StateForm",
]
