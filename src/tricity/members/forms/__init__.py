from tricity.members.forms.accounts import AccountsForm, GrantForm
from tricity.members.forms.asking import ApproveForm, AskForm, DeclineForm, StateForm
from tricity.members.forms.inviting import AcceptForm, InviteForm
from tricity.members.forms.recovering import ForgotForm, PasswordForm, SheetForm

__all__ = [
    "AcceptForm",
    "AccountsForm",
    "ApproveForm",
    "AskForm",
    "DeclineForm",
    "ForgotForm",
    "GrantForm",
    "InviteForm",
    "PasswordForm",
    "SheetForm",
    "StateForm",
]
