from django.urls import path

from tricity.members.views import accounts, asking, inviting, joining, people, recovering

app_name = "members"
urlpatterns = [
    path("organizations/<str:code>/people/", people.people, name="people"),
    path("organizations/<str:code>/people/invite/", inviting.invite, name="invite"),
    path(
        "organizations/<str:code>/people/invitations/<str:invitation>/",
        inviting.invitation,
        name="invitation",
    ),
    path("organizations/<str:code>/people/<str:user>/", people.person, name="person"),
    path("organizations/<str:code>/leave/", people.leave, name="leave"),
    path("join/<str:secret>/", joining.join, name="join"),
    path("account-requests/", asking.requests, name="requests"),
    path("account-requests/new/", asking.ask, name="ask"),
    path("account-requests/state/", asking.state, name="state"),
    path("account-requests/<str:code>/", asking.one, name="request"),
    path("people/", accounts.accounts, name="accounts"),
    path("people/invite/", inviting.invite_anybody, name="invite-anybody"),
    path("people/<str:code>/", accounts.account, name="account"),
    path("forgot-password/", recovering.forgot, name="forgot"),
    path("recover/<str:secret>/", recovering.recover, name="recover"),
    path("my/recovery-codes/", recovering.codes, name="codes"),
]
