"""Files as the platforms write them, made line by line; people and addresses are made up."""

from __future__ import annotations

import io

from openpyxl import Workbook

ZOOM_MEETING = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
812 3456 7890,スマートシティ研究会,08/27/2020 02:55:00 PM,08/27/2020 05:00:00 PM,host@example.org,125,3

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
山田花子 (横浜市),Hanako@example.jp,08/27/2020 03:00:00 PM,08/27/2020 03:30:00 PM,30,Yes
山田花子 (横浜市),hanako@example.jp,08/27/2020 03:40:00 PM,08/27/2020 05:00:00 PM,80,Yes
佐藤一郎,,08/27/2020 03:01:10 PM,08/27/2020 05:00:00 PM,119,Yes
"""
ZOOM_WEBINAR = """Attendee Report,,,,,,,
Report Generated:,"Aug 28, 2020 6:26 PM",,,,,,
Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered,# Cancelled,Unique Viewers,Total Users
Forum,847 5984 1045,"Aug 27, 2020 15:00",120,3,0,2,3
Host Details,,,,,,,
Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name
Yes,Host,host@example.org,"Aug 27, 2020 14:50:27","Aug 27, 2020 17:00:19",130,No,Japan
Attendee Details,,,,,,,
Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name
Yes,Kim Haneul,kim@example.kr,"Aug 27, 2020 15:02:00","Aug 27, 2020 16:58:00",116,Yes,Korea
No,Li Na,li@example.cn,--,--,--,Yes,China
"""
TENCENT = """会议主题:,智慧城市研讨会
会议号:,123 456 789
会议创建者:,王小明
预定开始时间:,2020-08-27 14:00:00
预定结束时间:,2020-08-27 16:00:00
累计会议时长:,02:00:00
参会用户总数:,2

用户昵称（入会昵称）,首次入会时间,最后退会时间,入会次数,累计参会时长,身份
李娜(深圳市-李娜),2020-08-27 14:00:05,2020-08-27 16:00:05,2,01:30:00,普通参会者
王小明(王小明),2020-08-27 13:55:00,2020-08-27 16:01:00,1,02:06:00,主持人
"""
TEAMS = "\n".join(
    [
        "1. Summary",
        "Meeting title\tForum",
        "Attended participants\t2",
        "Start time\t8/27/20, 2:55:11 PM",
        "Meeting duration\t2h 5m 51s",
        "",
        "2. Participants",
        "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole",
        "김하늘\t8/27/20, 3:00:00 PM\t8/27/20, 4:30:02 PM\t1h 20m 2s\tKim@example.kr\tkim@example.kr\tAttendee",
        "",
        "3. In-Meeting Activities",
        "Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole",
        "김하늘\t8/27/20, 3:00:00 PM\t8/27/20, 4:00:00 PM\t1h\tKim@example.kr\tAttendee",
        "김하늘\t8/27/20, 4:10:00 PM\t8/27/20, 4:30:02 PM\t20m 2s\tKim@example.kr\tAttendee",
        "",
    ]
)
TEAMS_OLD = "\n".join(
    [
        "Full Name\tUser Action\tTimestamp",
        "山田花子\tJoined\t8/27/2020, 3:00:00 PM",
        "佐藤一郎\tJoined before\t8/27/2020, 3:01:00 PM",
        "山田花子\tLeft\t8/27/2020, 4:00:00 PM",
        "",
    ]
)
WEBEX = (
    "Meeting Name\tMeeting Start Time\tMeeting End Time\tDisplay Name\tRole\tAttendee Email\t"
    "Join Time\tLeave Time\tAttendance Duration\tConnection Type\n"
    'Forum\t="2020-08-27 15:00:00"\t="2020-08-27 17:00:00"\tKim Haneul\tAttendee\tkim@example.kr\t'
    '="2020-08-27 15:00:39"\t="2020-08-27 16:05:39"\t65 mins\tDesktop app\n'
)
ZOOM_QUESTIONS = """Question Report,
Topic,Webinar ID
Forum,847 5984 1045

#,Question,Asker Name,Asker Email,Answer(s)
1,駐車場の予算はいくらですか。,Anonymous Attendee,,live answered
2,"How do you share data,
and with whom?",Kim Haneul,kim@example.kr,"Through an open portal."
,,,,"It opens in May."
3,停车数据向谁开放？,李娜,li@example.cn,
"""
TEAMS_QUESTIONS = """Source,Type,Identity,Timestamp,Conversation Id,Content
Q&A,Question,Kim Haneul,8/27/2020 6:10:00 AM,c1,주차 예산은 얼마입니까?
Q&A,Response,Host,8/27/2020 6:20:00 AM,c1,3억 원입니다.
Q&A,Question,Anonymous,8/27/2020 6:30:00 AM,c2,Will the slides be shared?
"""
ZOOM_CHAT_OLD = (
    "15:03:22\t From  Kim Haneul  to  Everyone : 주차 예산은 얼마입니까?\n"
    "15:04:00\t From  佐藤一郎  to  Kim Haneul(Direct Message) : 秘密です\n"
    "15:05:00\t From  佐藤一郎 : ありがとうございます。\nまた伺います。\n"
)
ZOOM_CHAT_NEW = (
    "15:03:22 From Kim Haneul to Everyone:\n\t주차 예산은 얼마입니까?\n"
    "15:04:00 From 佐藤一郎 to Kim Haneul (Direct Message):\n\t秘密です\n"
)
ZOOM_CHAT_CLOUD = "00:05:10\tKim Haneul:\t주차 예산은 얼마입니까?\n00:06:00\t佐藤一郎:\tはい\n"
TENCENT_CHAT = "李娜  2020-08-27 14:03:22\n停车数据向谁开放？\n\n王小明  2020-08-27 14:04:00\n谢谢大家\n"
WEBEX_QUESTIONS = (
    "Q&A Session for Forum\nSession number: 123\n____________________________\n"
    " Kim Haneul (kim@example.kr) - 3:03 PM\n   Q: 주차 예산은 얼마입니까?\n   Priority: N/A\n"
    "     Host - 3:05 PM\n      A: 3억 원입니다.\n"
)


def workbook(text: str, delimiter: str = ",") -> bytes:
    """The same rows as XLSX, below an empty first sheet."""
    book = Workbook()
    sheet = book.create_sheet("成员参会概况")
    for line in text.splitlines():
        sheet.append(line.split(delimiter))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
