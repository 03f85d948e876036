import json

from tricity.synthesis import Deployment, Horizon, Kind, Organization, Participant, Priority, Record, Status


def _concept(
    concept_id: str, broader: list[str], zh: list[str], ja: list[str], ko: list[str], en: list[str]
) -> str:
    labels = {"zh-Hans": zh, "ja": ja, "ko": ko, "en": en}
    return json.dumps({"id": concept_id, "broader": broader, "labels": labels, "top": not broader})


THESAURUS_LINES = [
    _concept("mobility", [], ["交通出行"], ["モビリティ"], ["모빌리티"], ["mobility"]),
    _concept(
        "parking",
        ["mobility"],
        ["智慧停车", "停车难"],
        ["スマートパーキング", "駐車場"],
        ["스마트주차", "주차장", "주차난"],
        ["parking"],
    ),
    _concept("shared-parking", ["parking"], ["共享停车"], ["駐車場シェア"], ["주차공유"], ["shared parking"]),
    _concept("water", [], ["水务"], ["水道"], ["수도"], ["water"]),
    _concept("leakage", ["water"], ["漏损"], ["漏水"], ["누수"], ["water leakage"]),
    _concept("care", [], ["养老服务"], ["介護"], ["노인돌봄"], ["elderly care"]),
]

RECORDS = [
    Record(
        "cn-need-parking",
        Kind.NEED,
        "CN",
        "老城区停车难",
        "医院周边停车难，车位信息分散。希望统一平台。",
        "zh-hans",
        "Suzhou",
        horizon=Horizon.SHORT,
        priority=Priority.HIGH,
    ),
    Record(
        "jp-need-parking",
        Kind.NEED,
        "JP",
        "桜まつりの駐車場不足",
        "期間中は駐車場を探す車で渋滞する。",
        "ja",
        "Kawazu",
        horizon=Horizon.SHORT,
        priority=Priority.MEDIUM,
    ),
    Record(
        "kr-parking",
        Kind.INITIATIVE,
        "KR",
        "전통시장 주차공유",
        "민간 주차장을 앱으로 묶어 주차난을 덜었다. 2020년에 시작했다.",
        "ko",
        "Daejeon",
        status=Status.OPERATING,
        start_year=2020,
        organizations=(Participant("한국토지주택공사", "partner"),),
    ),
    Record(
        "cn-parking",
        Kind.INITIATIVE,
        "CN",
        "全市智慧停车系统",
        "接入全市停车场，实时显示空位。",
        "zh-hans",
        "Ningbo",
        status=Status.OPERATING,
    ),
    Record(
        "cn-own-parking",
        Kind.INITIATIVE,
        "CN",
        "老城区智慧停车",
        "医院周边停车场联网。",
        "zh-hans",
        "Suzhou",
        status=Status.OPERATING,
    ),
    Record(
        "kr-parking-plan",
        Kind.INITIATIVE,
        "KR",
        "주차장 예약 계획",
        "주차장 예약을 계획한다.",
        "ko",
        "Bucheon",
        status=Status.PLANNED,
    ),
    Record(
        "kr-sol-parking",
        Kind.SOLUTION,
        "KR",
        "주차공유 플랫폼",
        "여러 주차장의 빈 면을 보여 준다.",
        "ko",
        provider=Participant("파킹클라우드", "provider"),
        deployments=(Deployment("Daejeon", "KR", 2019),),
    ),
    Record(
        "jp-need-leak",
        Kind.NEED,
        "JP",
        "水道管の漏水を減らしたい",
        "老朽化で漏水が増えている。",
        "ja",
        "Toyota",
        horizon=Horizon.LONG,
    ),
    Record(
        "cn-leak",
        Kind.INITIATIVE,
        "CN",
        "供水漏损管控",
        "用传感器降低漏损。",
        "zh-hans",
        "Shaoxing",
        status=Status.COMPLETED,
    ),
    Record(
        "jp-care",
        Kind.INITIATIVE,
        "JP",
        "介護の見守り",
        "高齢者の介護を支える。",
        "ja",
        "Matsumoto",
        status=Status.OPERATING,
    ),
]

ORGANIZATIONS = [
    Organization(
        "kr-association", "KR", "association", "스마트도시협회", "스마트도시 기업과 지자체를 잇는다.", "ko"
    ),
    Organization("kr-lh", "KR", "government", "한국토지주택공사", "주택을 짓는다.", "ko"),
    Organization("kr-company", "KR", "company", "주차회사", "주차장을 운영한다.", "ko"),
    Organization(
        "jp-association",
        "JP",
        "association",
        "駐車場協会",
        "駐車場の整備を支援し、スマートパーキングを広める。",
        "ja",
    ),
]
