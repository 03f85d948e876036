from __future__ import annotations

import datetime as dt

import pytest

from tricity.elsewhere.reading import read_recording_name

GMT = dt.datetime(2020, 8, 27, 6, 0, tzinfo=dt.UTC)
SHOWN = dt.datetime(2020, 8, 27, 15, 0)  # noqa: DTZ001  # what a clock showed


@pytest.mark.parametrize(
    ("name", "language", "began", "is_floor"),
    [
        ("GMT20200827-060000_Recording.m4a", "", GMT, True),
        ("GMT20200827-060000_Recording_1920x1080.mp4", "", GMT, True),
        ("GMT20200827-060000_Recording_Japanese.m4a", "ja", GMT, False),
        ("GMT20200827-060000_한국어.m4a", "ko", GMT, False),
        ("GMT20200827-060000_中文传译.m4a", "zh-hans", GMT, False),
        ("GMT20200827-060000_en.m4a", "en", GMT, False),
        ("Forum-20200827_150000-Meeting Recording.mp4", "", SHOWN, True),
        ("TM-20200827150000-123456789-abc.mp4", "", SHOWN, True),
        ("Forum-20200827 1500-1.mp4", "", SHOWN, True),
        ("2020-08-27 15.00.00 Forum 123/audio1234.m4a", "", SHOWN, True),
        ("C:\\Zoom\\2020-08-27 15.00.00 Forum\\audio_ja.m4a", "ja", SHOWN, False),
        ("audio_only.m4a", "", None, True),
        ("GMT20209927-996000_Recording.m4a", "", None, True),
        ("interpreted Original Korean.m4a", "ko", None, True),
    ],
)
def test_what_the_name_of_a_recording_tells(
    name: str, language: str, began: dt.datetime | None, is_floor: bool
) -> None:
    found = read_recording_name(name)

    assert (found.language, found.began, found.is_floor) == (language, began, is_floor)


def test_a_folder_is_no_part_of_the_name() -> None:
    assert read_recording_name("2020-08-27 15.00.00 Forum/audio1.m4a").name == "audio1.m4a"
