"""Errors of the terms.

BadSeed     (ValueError) a seed file that cannot be loaded; the message names the line and what is wrong

TricityError
├── Refused
│   ├── NotTheirLanguage   the person does not decide in this language
│   ├── OwnProposal        who proposes does not approve
│   └── TooManyProposals   the person has too many that wait
├── Conflict
│   ├── ChangedMeanwhile   the concept changed after the page was opened
│   ├── WrongState         the proposal was decided meanwhile
│   └── StoodUpon          what is to be undone was built upon since
└── BadInput
    ├── BadSection         words or definition that cannot be stored
    ├── NothingChanged     what is proposed is what is there
    ├── LabelTaken         another concept has this preferred word
    ├── MergedAlready      the concept has gone into another
    ├── NotAPlace          a concept cannot stand there, or be merged so
    └── BadFile            a file of terms that cannot be read at all
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from tricity.web.errors import BadInput, Conflict, Refused


class BadSeed(ValueError):  # the name says what is wrong
    """A line of a thesaurus file is not what the format asks for."""


class NotTheirLanguage(Refused):
    def __init__(self) -> None:
        super().__init__(_("Only curators of this language's country decide on its words."))


class OwnProposal(Refused):
    def __init__(self) -> None:
        super().__init__(_("This is your own proposal. Somebody else decides on it."))


class TooManyProposals(Refused):
    def __init__(self, most: int) -> None:
        super().__init__(
            _("%(most)d of your proposals wait for a decision. Wait for some of them, or withdraw one.")
            % {"most": most}
        )


class ChangedMeanwhile(Conflict):
    def __init__(self) -> None:
        super().__init__(
            _("The topic changed while you had this page open. Look at it again before you decide.")
        )


class WrongState(Conflict):
    def __init__(self) -> None:
        super().__init__(_("This was decided meanwhile. Reload the page to see how it stands."))


class StoodUpon(Conflict):
    def __init__(self) -> None:
        super().__init__(_("A later change rests on this one. Undo the later one first."))


class MergedAlready(BadInput):
    def __init__(self, slug: str, into: str) -> None:
        super().__init__(
            _("The topic %(topic)s was merged into %(into)s. Propose your change there.")
            % {"topic": slug, "into": into}
        )


class NotAPlace(BadInput):
    """The message says why."""


class BadSection(BadInput):
    """The message says which word or text is wrong."""


class NothingChanged(BadInput):
    def __init__(self) -> None:
        super().__init__(_("This is what the termbase says already. Change something, or go back."))


class LabelTaken(BadInput):
    def __init__(self, label: str, slug: str) -> None:
        super().__init__(
            _("“%(label)s” is the preferred word of another topic (%(topic)s) already.")
            % {"label": label, "topic": slug}
        )


class BadFile(BadInput):
    """The message says what is wrong with the file, where, and how to mend it."""
