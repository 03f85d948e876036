from django.urls import path

from tricity.privacy.views import deletion, mine, operating, texts

app_name = "privacy"
urlpatterns = [
    path("my/data/", mine.my_data, name="my-data"),
    path("my/data/kept/<slug:name>/", mine.kept, name="kept"),
    path("my/data/archive/", mine.archive, name="archive"),
    path("my/data/consents/<slug:name>/withdraw/", mine.withdraw, name="withdraw"),
    path("my/data/asked/", mine.asked, name="asked"),
    path("my/data/deletion/", deletion.deletion, name="deletion"),
    path("my/data/deletion/cancel/", deletion.cancel, name="deletion-cancel"),
    path("my/data/goodbye/", deletion.goodbye, name="goodbye"),
    path("personal-data/", texts.texts, name="texts"),
    path("personal-data/editions/<slug:name>/<slug:residence>/<int:number>/", texts.edition, name="edition"),
    path("personal-data/texts/", operating.texts, name="edit-texts"),
    path("personal-data/texts/<slug:name>/<slug:residence>/", operating.text, name="edit-text"),
    path("personal-data/texts/<slug:name>/<slug:residence>/preview/", operating.preview, name="preview"),
    path("personal-data/retention/", operating.retention, name="retention"),
]
