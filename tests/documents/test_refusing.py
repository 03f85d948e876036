"""What is not read: broken, locked, huge, disguised and malicious files, each with its reason."""

from __future__ import annotations

import contextlib
import random
import struct
from dataclasses import replace

import pytest

from tests.documents import samples
from tests.documents.compound import compound
from tricity.documents.reading import LIMITS, Limits, Unreadable
from tricity.documents.reading.extraction import extract
from tricity.documents.sentences import MESSAGES, sentences

ENTITY = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY l "ha">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1 or str()};" * 10}">' for n in range(1, 9))
    + "]><a>&l8;</a>"
)


def why(content: bytes, name: str, limits: Limits = LIMITS) -> str:
    """The code of the refusal; its sentences can be formed."""
    with pytest.raises(Unreadable) as refused:
        extract(content, name, limits)
    message, mend = sentences(refused.value.code, refused.value.values, str)
    assert message
    assert mend
    return refused.value.code


def test_every_reason_has_a_sentence_and_a_way_to_mend_it() -> None:
    assert all(message.endswith(".") and mend.endswith(".") for message, mend in MESSAGES.values())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", samples.docx_file()),
        ("a.docx", samples.pdf_file([["計画"]])),
        ("a.docx", samples.xlsx_file({"表": [["値"]]})),
        ("a.hwp", samples.hwpx_file()),
        ("計画.txt", b"<html><p>x</p></html>"),
        ("a", samples.ofd_file()),
    ],
)
def test_a_name_that_hides_the_content_is_refused(name: str, content: bytes) -> None:
    assert why(content, name) == "disguised"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", b"MZ\x90\x00\x03" + bytes(200)),
        ("a.pdf", b"\x7fELF" + bytes(100)),
        ("a.html", b"just words"),
        ("a.html", b"\0<html>\0"),
        ("a.pdf", b"GIF89a%PDF-1.7"),
        ("a.hwp", b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05"),
    ],
)
def test_what_is_no_document_is_refused(name: str, content: bytes) -> None:
    assert why(content, name) == "unknown"


def test_empty_files_are_refused() -> None:
    assert why(b"", "a.pdf") == "empty"


def test_a_plain_archive_is_refused() -> None:
    assert why(samples.zip_file({"a.txt": "x"}), "a.docx") == "archive"


def test_files_above_the_limit_are_refused() -> None:
    assert why(samples.docx_file(), "a.docx", replace(LIMITS, file_bytes=1000)) == "too-large"


@pytest.mark.parametrize("streams", [{"WordDocument": bytes(5000)}, {"Workbook": b"x"}])
def test_old_office_files_are_refused(streams: dict[str, bytes]) -> None:
    assert why(compound(streams), "a.docx") == "old-office"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", compound({"EncryptedPackage": bytes(5000), "EncryptionInfo": b"x"})),
        ("a.pdf", samples.pdf_file([["計画"]], password="secret")),
        ("a.hwp", samples.hwp_file(flags=0x3)),
        ("a.hwp", samples.hwp_file(flags=0x11)),
        ("a.ofd", samples.with_part(samples.ofd_file(), "Encryptions.xml", "<a/>")),
        (
            "a.odt",
            samples.with_part(
                samples.odt_file("計画", []),
                "META-INF/manifest.xml",
                "<m:manifest xmlns:m='urn:x'><m:encryption-data/></m:manifest>",
            ),
        ),
    ],
)
def test_locked_documents_are_refused(name: str, content: bytes) -> None:
    assert why(content, name) == "encrypted"


def test_a_pdf_that_only_forbids_changes_is_read() -> None:
    assert extract(samples.pdf_file([["計画"]], password=""), "a.pdf").pages == 1


def test_hwp_for_distribution_is_refused() -> None:
    assert why(samples.hwp_file(flags=0x5), "a.hwp") == "distribution"


def test_parts_locked_in_the_archive_are_refused() -> None:
    content = bytearray(samples.docx_file())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = content.find(mark)
        content[place + offset] |= 1

    assert why(bytes(content), "a.docx") == "encrypted"


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "word/vbaData.xml"])
def test_macros_of_office_files_are_refused(part: str) -> None:
    assert why(samples.with_part(samples.docx_file(), part, b"x"), "a.docx") == "macros"


@pytest.mark.parametrize("part", ["Basic/Standard/Module1.xml", "Scripts/python/run.py"])
def test_macros_of_open_documents_are_refused(part: str) -> None:
    assert why(samples.with_part(samples.odt_file("計画", []), part, "x"), "a.odt") == "macros"


@pytest.mark.parametrize("attack", [ENTITY, LAUGHS])
@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("a.docx", samples.docx_file(), "word/document.xml"),
        ("a.pptx", samples.pptx_file([("智慧", "停车")]), "ppt/slides/slide1.xml"),
        ("a.xlsx", samples.xlsx_file({"表": [["値"]]}), "xl/worksheets/sheet1.xml"),
        ("a.odt", samples.odt_file("計画", []), "content.xml"),
        ("a.hwpx", samples.hwpx_file(), "Contents/section0.xml"),
        ("a.ofd", samples.ofd_file(), "OFD.xml"),
    ],
)
def test_xml_entities_are_refused(name: str, content: bytes, part: str, attack: str) -> None:
    assert why(samples.with_part(content, part, attack), name) == "entities"


def test_entities_in_utf_16_are_refused() -> None:
    attack = ENTITY.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")

    assert why(samples.with_part(samples.docx_file(), "word/document.xml", attack), "a.docx") == "entities"


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = samples.with_part(samples.docx_file(), "word/media/image1.bmp", bytes(30_000_000))

    assert why(bomb, "a.docx") == "bomb"


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(samples.with_part(samples.docx_file(), "word/zzz.xml", bytes(30_000_000)))
    place = content.rfind(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 1000)

    assert why(bytes(content), "a.docx") == "broken"


def test_too_many_parts_are_refused() -> None:
    parts = {f"word/{number}.xml": "<a/>" for number in range(60)}

    assert why(samples.zip_file(parts), "a.docx", replace(LIMITS, parts=50)) == "bomb"


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "word\\..\\..\\x"])
def test_parts_that_leave_their_folder_are_refused(name: str) -> None:
    assert why(samples.with_part(samples.docx_file(), name, "x"), "a.docx") == "outside"


def test_documents_of_too_many_pages_are_refused() -> None:
    limits = replace(LIMITS, pages=2)

    assert why(samples.pdf_file([["一"], ["二"], ["三"]]), "a.pdf", limits) == "too-many-pages"
    assert why(samples.ofd_file([["一"], ["二"], ["三"]]), "a.ofd", limits) == "too-many-pages"


def test_documents_of_too_much_text_are_refused() -> None:
    assert (
        why(samples.odt_file("計画", ["長い" * 100]), "a.odt", replace(LIMITS, characters=50)) == "too-long"
    )


def test_pictures_of_text_are_refused() -> None:
    assert why(samples.picture_pdf(), "a.pdf") == "scanned"


def test_documents_without_words_are_refused() -> None:
    assert why(b"<html><body><script>x</script></body></html>", "a.html") == "no-text"


def test_a_page_in_another_encoding_than_it_says_is_refused() -> None:
    page = '<html><meta charset="utf-8"><p>停车</p></html>'.encode("gb18030")

    assert why(page, "a.html") == "encoding"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", samples.docx_file()),
        ("a.pptx", samples.pptx_file([("智慧", "停车")])),
        ("a.xlsx", samples.xlsx_file({"表": [["値"]]})),
        ("a.odt", samples.odt_file("計画", [])),
        ("a.hwpx", samples.hwpx_file()),
        ("a.ofd", samples.ofd_file()),
    ],
)
def test_documents_cut_off_are_refused(name: str, content: bytes, share: float) -> None:
    assert why(content[: int(len(content) * share)], name) == "broken"


def test_a_pdf_cut_off_is_refused() -> None:
    content = samples.pdf_file([["計画"]])

    assert why(content[: len(content) // 3], "a.pdf") in ("broken", "scanned")


@pytest.mark.parametrize("length", [600, 1500])
def test_an_hwp_cut_off_is_refused(length: int) -> None:
    assert why(samples.hwp_file()[:length], "a.hwp") in ("broken", "old-office")


@pytest.mark.parametrize("part", ["Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"])
def test_an_ofd_whose_xml_is_broken_is_refused(part: str) -> None:
    assert why(samples.with_part(samples.ofd_file(), part, "<a><b></a>"), "a.ofd") == "broken"


GOOD = {
    "a.docx": samples.docx_file(),
    "a.pptx": samples.pptx_file([("智慧", "停车")]),
    "a.xlsx": samples.xlsx_file({"表": [["値"]]}),
    "a.odt": samples.odt_file("計画", ["本文"]),
    "a.pdf": samples.pdf_file([["計画"]]),
    "a.hwp": samples.hwp_file(),
    "a.hwpx": samples.hwpx_file(),
    "a.ofd": samples.ofd_file(),
}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", GOOD)
def test_changed_bytes_are_read_or_refused_and_nothing_else(name: str, seed: int) -> None:
    chance = random.Random(f"{name} {seed}")
    content = bytearray(GOOD[name])
    for _change in range(4):
        place = chance.randrange(len(content))
        content[place : place + chance.randrange(9)] = chance.randbytes(chance.randrange(9))

    with contextlib.suppress(Unreadable):
        assert extract(bytes(content), name).blocks
