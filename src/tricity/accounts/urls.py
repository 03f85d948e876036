from django.urls import path

from tricity.accounts import desk_views, views
from tricity.accounts.audit.views import audit, audit_export

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("my/", desk_views.home, name="home"),
    path("my/waiting/<str:section>/", desk_views.waiting, name="waiting"),
    path("my/profile/", views.profile, name="profile"),
    path("my/password/", views.password, name="password"),
    path("audit/", audit, name="audit"),
    path("audit/export.<slug:file_format>", audit_export, name="audit-export"),
]
