from django.urls import path, register_converter

from tricity.replay import views
from tricity.replay.parts import ReplayPart

register_converter(ReplayPart, "replay")
app_name = "replay"
_ROOT = "events/<str:code>/<replay:which>"
_CAPTIONS = f"{_ROOT}/captions/<str:spoken>"
urlpatterns = [
    path("events/<str:code>/replays/new/", views.replay_new, name="replay-new"),
    path(f"{_ROOT}/", views.replay, name="replay"),
    path(f"{_ROOT}/main.m3u8", views.main, name="main"),
    path(f"{_ROOT}/sound.m3u8", views.sound, name="sound"),
    path(f"{_ROOT}/media/<str:rendition>/<str:name>", views.media, name="media"),
    path(f"{_ROOT}/chapters.vtt", views.chapters_file, name="chapters"),
    path(f"{_CAPTIONS}.m3u8", views.caption_playlist, name="caption-playlist"),
    path(f"{_CAPTIONS}.vtt", views.captions_file, name="captions"),
    path(f"{_CAPTIONS}.txt", views.transcript, name="transcript"),
    path(f"{_CAPTIONS}/<int:number>.vtt", views.caption_segment, name="caption-segment"),
    path(f"{_CAPTIONS}/correct/", views.correct, name="correct"),
    path(f"{_ROOT}/prepare/", views.prepare, name="prepare"),
    path(f"{_ROOT}/describe/", views.describe, name="describe"),
    path(f"{_ROOT}/delete/", views.delete, name="delete"),
    path(f"{_ROOT}/uploads/", views.upload_begin, name="upload-begin"),
    path(f"{_ROOT}/uploads/<int:pk>/", views.upload, name="upload"),
    path(f"{_ROOT}/recordings/new/", views.recording_new, name="recording-new"),
    path(f"{_ROOT}/recordings/<int:pk>/offset/", views.recording_offset, name="recording-offset"),
    path(f"{_ROOT}/recordings/<int:pk>/delete/", views.recording_delete, name="recording-delete"),
    path(f"{_ROOT}/tracks/new/", views.track_new, name="track-new"),
    path(f"{_ROOT}/tracks/<int:pk>/delete/", views.track_delete, name="track-delete"),
    path(f"{_ROOT}/marks/new/", views.mark_new, name="mark-new"),
    path(f"{_ROOT}/marks/<int:pk>/delete/", views.mark_delete, name="mark-delete"),
    path(f"{_ROOT}/withheld/new/", views.withheld_new, name="withheld-new"),
    path(f"{_ROOT}/withheld/<int:pk>/delete/", views.withheld_delete, name="withheld-delete"),
    path(f"{_ROOT}/make/", views.make, name="make"),
    path(f"{_ROOT}/publish/", views.publish, name="publish"),
    path(f"{_ROOT}/withdraw/", views.withdraw, name="withdraw"),
]
