"""What a column holds, by its heading, as the platforms and people of four languages write it.

The words are those of the exports described in `platforms.py`; the rest are what people write who keep a list by hand. Words
are compared folded (NFKC, lower case, without spaces and marks).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Final

from tricity.language import fold


class Field(StrEnum):
    NAME = "name"
    EMAIL = "email"
    ORGANIZATION = "organization"
    JOINED = "joined"
    LEFT = "left"
    DURATION = "duration"
    ATTENDED = "attended"
    ACTION = "action"
    AT = "at"
    QUESTION = "question"
    ASKER = "asker"
    ASKED_AT = "asked-at"
    ANSWER = "answer"
    ANSWERED_AT = "answered-at"
    SENDER = "sender"
    MESSAGE = "message"
    TYPE = "type"
    CONVERSATION = "conversation"


_NOT_LETTERS: Final = re.compile(r"[\s\"'._\-:#*/\\|()\[\]{}【】「」]+")
_ATTENDANCE: Final = (
    Field.NAME, Field.EMAIL, Field.ORGANIZATION, Field.JOINED, Field.LEFT, Field.DURATION, Field.ATTENDED,
    Field.ACTION, Field.AT,
)  # fmt: skip
_QUESTIONS: Final = (
    Field.QUESTION, Field.ASKER, Field.ASKED_AT, Field.ANSWER, Field.ANSWERED_AT, Field.MESSAGE, Field.TYPE,
    Field.CONVERSATION, Field.SENDER, Field.AT,
)  # fmt: skip
_CHAT: Final = (Field.SENDER, Field.MESSAGE, Field.AT)
FIELDS: Final = {"attendance": _ATTENDANCE, "questions": _QUESTIONS, "chat": _CHAT}

WORDS: Final[Mapping[Field, tuple[str, ...]]] = {
    Field.NAME: (
        "Name (Original Name)", "User Name (Original Name)", "Name", "Full Name", "Display Name", "Attendee Name",
        "Participant Name", "Participant", "User Name",
        "用户昵称（入会昵称）", "用户入会昵称", "用户昵称", "入会昵称", "参会者", "参会人", "成员", "姓名",
        "名称（原始名称）", "名称", "昵称",
        "名前（元の名前）", "名前 (オリジナルの名前)", "氏名", "名前", "参加者名", "参加者", "表示名", "ユーザー名",
        "이름(원래 이름)", "이름(원래이름)", "이름", "성명", "참가자", "참석자", "표시 이름", "사용자 이름",
    ),
    Field.EMAIL: (
        "User Email", "Email", "E-mail", "Email Address", "Attendee Email", "E-mail Address", "Mail",
        "邮箱", "电子邮箱", "用户邮箱", "电子邮件", "电子邮件地址", "用户电子邮件",
        "メール", "メールアドレス", "電子メール", "ユーザーのメールアドレス", "ユーザーのメール",
        "이메일", "사용자 이메일", "전자 메일", "전자메일", "이메일 주소", "메일",
    ),
    Field.ORGANIZATION: (
        "Organization", "Organisation", "Company", "Department",
        "单位", "机构", "公司", "企业", "部门", "所属单位", "所属", "組織", "会社名", "会社", "団体", "組織名", "所属組織",
        "소속", "기관", "단체", "회사", "조직",
    ),
    Field.JOINED: (
        "Join Time", "First Join", "First Join Time", "Joined", "Joined At", "Join Date", "Entry Time",
        "首次入会时间", "入会时间", "加入时间", "进入时间",
        "最初の参加", "参加時刻", "参加時間", "入室時刻", "入室時間", "最初に参加した時刻",
        "참가 시간", "참여 시간", "입장 시간", "참가 시각", "입장 시각", "첫 참가", "처음 참가", "접속 시간", "처음 참가한 시간",
    ),
    Field.LEFT: (
        "Leave Time", "Last Leave", "Last Leave Time", "Left", "Left At", "Exit Time",
        "最后退会时间", "退会时间", "离开时间", "退出时间", "最後の退出", "退出時刻", "退出時間", "退室時刻", "退室時間",
        "나간 시간", "퇴장 시간", "퇴장 시각", "나간 시각", "종료 시간", "마지막 퇴장", "마지막으로 나간 시간",
    ),
    Field.DURATION: (
        "Duration (Minutes)", "Total Duration (Minutes)", "Time in Session (minutes)", "In-Meeting Duration", "Duration",
        "Attendance Duration", "Minutes", "Time in Meeting",
        "累计参会时长", "参会时长", "时长（分钟）", "时长", "持续时间（分钟）", "持续时间", "総時間（分）",
        "参加時間（分）", "期間（分）", "時間（分）", "会議内の時間", "会議の参加時間", "滞在時間", "所要時間",
        "기간(분)", "시간(분)", "총 시간(분)", "참석 시간(분)", "회의 참석 시간", "회의 중 시간", "체류 시간", "기간", "참여 기간",
    ),
    Field.ATTENDED: ("Attended", "是否参会", "参会状态", "出席", "参加済み", "참석", "참석함", "참석 여부"),
    Field.ACTION: ("User Action", "Action", "用户操作", "ユーザー操作", "ユーザー アクション", "사용자 작업"),
    Field.AT: (
        "Timestamp", "Time", "Date", "Date and time", "Sent At",
        "时间", "时间戳", "发送时间", "日時", "時刻", "タイムスタンプ", "送信時刻", "시간", "시각", "타임스탬프", "보낸 시간",
    ),
    Field.QUESTION: (
        "Question", "Questions", "Question Text", "问题", "提问", "提问内容", "问题内容", "質問", "質問内容", "質問文", "질문", "질문 내용",
    ),
    Field.ASKER: (
        "Asker Name", "Asker", "Asked By", "Asked by (Name)", "提问者", "提问人", "提问者姓名", "提问者名称", "質問者", "質問者名",
        "質問者の名前", "질문자", "질문자 이름",
    ),
    Field.ASKED_AT: (
        "Question Time", "Asked At", "Time Asked", "Created Time", "提问时间", "问题时间", "質問時刻", "質問時間", "質問日時",
        "질문 시간", "질문 시각", "질문 일시",
    ),
    Field.ANSWER: (
        "Answer(s)", "Answer", "Answers", "Response", "Reply", "回答", "回复", "答复", "回答内容", "回复内容", "回答文",
        "답변", "답변 내용", "응답",
    ),
    Field.ANSWERED_AT: (
        "Answer Time", "Answered Time", "Answered At", "Time Answered", "回答时间", "回复时间", "回答時刻", "回答時間", "回答日時",
        "답변 시간", "답변 시각", "답변 일시",
    ),
    Field.SENDER: (
        "Sender", "From", "Sent By", "Identity", "Author", "Poster", "发送者", "发送人", "发言人", "送信者", "発言者", "投稿者",
        "보낸 사람", "발신자", "작성자",
    ),
    Field.MESSAGE: (
        "Message", "Content", "Chat Message", "Text", "消息", "消息内容", "聊天内容", "内容",
        "メッセージ", "発言", "메시지", "내용", "채팅 내용",
    ),
    Field.TYPE: ("Type", "Post Type", "类型", "種類", "種別", "유형", "종류"),
    Field.CONVERSATION: ("Conversation Id", "Conversation", "Thread Id", "对话 ID", "会話 ID", "대화 ID"),
}  # fmt: skip


def fields_of(kind: str) -> tuple[Field, ...]:
    """The columns that matter in a table of this kind."""
    return FIELDS[kind]


def guess(cells: Sequence[str]) -> dict[Field, int]:
    """Which column holds what; the first of several with the same meaning counts."""
    known = _by_word()
    found: dict[Field, int] = {}
    for place, cell in enumerate(cells):
        field = known.get(plain(cell))
        if field is not None and field not in found:
            found[field] = place
    return found


def plain(word: str) -> str:
    return _NOT_LETTERS.sub("", fold(word[:200]))


@cache
def known_words() -> tuple[str, ...]:
    """Headings of three and more characters that are not English, by which an encoding can be told."""
    words = {word for each in WORDS.values() for word in each if not word.isascii() and len(word) > 2}
    return tuple(sorted(words))


@cache
def _by_word() -> dict[str, Field]:
    return {plain(word): field for field, words in WORDS.items() for word in words}
