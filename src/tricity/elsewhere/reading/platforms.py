"""Which platform wrote a file, by marks only its exports have.

Zoom: participants report of a meeting (`Name (Original Name),User Email,Join Time,…`, above it a block that begins
`Meeting ID,Topic,…`), attendee report of a webinar (`Attendee Report`, sections “Host Details”, “Panelist Details”, “Attendee
Details”), Q&A report (`#,Question,Asker Name,Asker Email,Answer(s)`): seen alike in many public programs that read them. Sure.
Tencent Meeting: a workbook whose first column reads 会议主题: 会议号: … and whose ninth row is `用户昵称（入会昵称）`, `首次入会时间`,
`最后退会时间`, `入会次数`, `累计参会时长`, `身份`: alike in several public programs. Sure of the list of members; of its chat less.
Teams: UTF-16, tab-separated; “1. Summary”, “2. Participants”, “3. In-Meeting Activities”, before 2021 `Full Name`, `User Action`,
`Timestamp`: alike in several public programs, and Microsoft's own description. Sure; of the Q&A report less.
Webex: `Meeting Name`, `Display Name`, `Attendee Email`, `Join Time`, …, `Connection Type`, times wrapped as `="…"`: from
memory of such files, no public sample was found. Not sure; what differs can be said in the form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tricity.elsewhere.reading.headings import plain
from tricity.elsewhere.reading.tables import Row
from tricity.elsewhere.reading.values import Platform

_HEAD_ROWS: Final = 40
_MARKS: Final = {
    Platform.ZOOM: (
        "Name (Original Name)", "User Name (Original Name)", "Attendee Report", "Question Report", "Webinar ID", "Asker Name",
        "名前（元の名前）", "名前（オリジナルの名前）", "이름（원래 이름）", "名称（原始名称）",
    ),
    Platform.TENCENT: ("用户昵称（入会昵称）", "用户入会昵称", "累计参会时长", "会议创建者", "首次入会时间", "VooV Meeting", "腾讯会议"),
    Platform.TEAMS: (
        "In-Meeting Activities", "Participant ID (UPN)", "In-Meeting Duration", "Attended participants", "User Action",
        "Meeting Summary", "Conversation Id",
    ),
    Platform.WEBEX: ("Attendee Email", "Connection Type", "Attendance Duration", "Meeting Start Time", "Session Name"),
}  # fmt: skip
_PLAIN_MARKS: Final = {platform: {plain(word) for word in words} for platform, words in _MARKS.items()}
_ZOOM_CHAT: Final = re.compile(r"^\d\d:\d\d:\d\d\t? ?From ", re.MULTILINE)
_ZOOM_CLOUD_CHAT: Final = re.compile(r"^\d\d:\d\d:\d\d\t[^\t\n]+:\t", re.MULTILINE)


def platform_of(rows: Sequence[Row]) -> Platform:
    """The one with most marks in the first rows; `OTHER` without any."""
    words = {plain(cell) for row in rows[:_HEAD_ROWS] for cell in row.cells if cell}
    found = {platform: len(marks & words) for platform, marks in _PLAIN_MARKS.items()}
    best = max(found, key=lambda platform: found[platform])
    return best if found[best] else Platform.OTHER


def platform_of_text(text: str) -> Platform:
    """Of a chat or another file without columns."""
    head = text[:20_000]
    if _ZOOM_CHAT.search(head) or _ZOOM_CLOUD_CHAT.search(head):
        return Platform.ZOOM
    if "腾讯会议" in head or "VooV" in head:
        return Platform.TENCENT
    return Platform.WEBEX if "webex" in head.lower() else Platform.OTHER
