from django.urls import path

from tricity.web.views import placeholder

app_name = "accounts"
urlpatterns = [
    path("sign-in/", placeholder, name="sign-in"),
    path("sign-out/", placeholder, name="sign-out"),
    path("my/", placeholder, name="home"),
    path("my/profile/", placeholder, name="profile"),
]
