"""Documents for tests, made by the programs people make them with.

DOCX by python-docx, PPTX by python-pptx, XLSX by openpyxl, PDF by ReportLab, OpenDocument by odfpy, HWPX by python-hwpx.
HWP and OFD have no free program that writes them for Python; these are built byte by byte from their published formats.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

import docx
import openpyxl
from hwpx import HwpxDocument
from odf.draw import Frame, Page, TextBox
from odf.opendocument import OpenDocumentPresentation, OpenDocumentSpreadsheet, OpenDocumentText
from odf.style import MasterPage, PageLayout
from odf.table import Table, TableCell, TableRow
from odf.text import H, P
from pptx import Presentation
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from tests.documents.compound import compound

Rows = Sequence[Sequence[str]]
TITLE = "横浜市スマート交通計画"
LINES = (
    "計画期間：令和8年度～令和12年度",
    "総事業費は1億2千万円である。信号制御を改善し、駐車場の空き情報を市民に知らせ、渋滞を減らす。",
)
ROWS = (("項目", "値"), ("交差点", "142箇所"))
KOREAN_TITLE = "수원시 스마트 주차 계획"
KOREAN_LINES = ("총사업비는 3억 5천만원이다.", "사업기간: 2026년 ~ 2028년")
KOREAN_ROWS = (("항목", "값"), ("주차면", "142개"))
CHINESE_TITLE = "深圳市智慧停车实施方案"
CHINESE_LINES = ("项目总投资3000万元。", "规划期限为2026—2030年，在福田区建设共享停车平台。")


def docx_file(
    title: str = TITLE, lines: Sequence[str] = LINES, rows: Rows = ROWS, properties_title: str = ""
) -> bytes:
    document = docx.Document()
    document.core_properties.title = properties_title
    document.add_heading(title, 0)
    for line in lines:
        document.add_paragraph(line)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for number, row in enumerate(rows):
            for column, words in enumerate(row):
                table.cell(number, column).text = words
    return _saved(document)


def pptx_file(slides: Sequence[tuple[str, str]], notes: str = "") -> bytes:
    presentation = Presentation()
    for title, words in slides:
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = words
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
    return _saved(presentation)


def xlsx_file(sheets: dict[str, Rows]) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return _saved(workbook)


def odt_file(title: str, lines: Sequence[str]) -> bytes:
    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text=title))
    for line in lines:
        document.text.addElement(P(text=line))
    return _saved(document)


def ods_file(name: str, rows: Rows) -> bytes:
    document = OpenDocumentSpreadsheet()
    table = Table(name=name)
    for row in rows:
        line = TableRow()
        for words in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=words))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    return _saved(document)


def odp_file(slides: Sequence[str]) -> bytes:
    document = OpenDocumentPresentation()
    layout = PageLayout(name="layout")
    document.automaticstyles.addElement(layout)
    master = MasterPage(name="master", pagelayoutname=layout)
    document.masterstyles.addElement(master)
    for words in slides:
        page, frame, box = Page(masterpagename=master), Frame(width="10cm", height="5cm"), TextBox()
        box.addElement(P(text=words))
        frame.addElement(box)
        page.addElement(frame)
        document.presentation.addElement(page)
    return _saved(document)


def pdf_file(pages: Sequence[Sequence[str]], *, font: str = "HeiseiMin-W3", password: str = "") -> bytes:
    """The first line of each page is large, as headings are; the fonts are those every PDF reader has by itself."""
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    buffer = io.BytesIO()
    lock = StandardEncryption(password, strength=128) if password else None
    paper = canvas.Canvas(buffer, encrypt=lock)
    for lines in pages:
        for number, line in enumerate(lines):
            paper.setFont(font, 20 if number == 0 else 11)
            paper.drawString(72, 780 - (40 if number else 0) - 16 * number, line)
        paper.showPage()
    paper.save()
    return buffer.getvalue()


def picture_pdf() -> bytes:
    """A page without a letter, as a scanner makes it."""
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer)
    paper.rect(100, 100, 200, 200, fill=1)
    paper.showPage()
    paper.save()
    return buffer.getvalue()


def hwpx_file(
    title: str = KOREAN_TITLE, lines: Sequence[str] = KOREAN_LINES, rows: Rows = KOREAN_ROWS
) -> bytes:
    document = HwpxDocument.new()
    for line in (title, *lines):
        document.add_paragraph(line)
    table = document.add_table(len(rows), len(rows[0]))
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(number, column).text = words
    return bytes(document.to_bytes())


def hwp_file(lines: Sequence[str] = (KOREAN_TITLE, *KOREAN_LINES), *, flags: int = 1) -> bytes:
    """HWP 5.0.3 (Hancom, HWP 5.0 revision 1.3): a header, an empty DocInfo, and one section of paragraphs, deflated."""
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, flags)
    section = b"".join(_hwp_paragraph(line) for line in lines)
    return compound(
        {
            "FileHeader": header.ljust(256, b"\0"),
            "DocInfo": _deflated(_hwp_record(16, 0, bytes(26))),
            "BodyText/Section0": _deflated(section),
        }
    )


def _hwp_paragraph(text: str) -> bytes:
    """PARA_HEADER (66), PARA_TEXT (67) ended by a carriage return."""
    words = f"{text}\r".encode("utf-16-le")
    count = struct.pack("<I", len(words) // 2).ljust(22, b"\0")
    return _hwp_record(66, 0, count) + _hwp_record(67, 1, words)


def _hwp_record(tag: int, level: int, data: bytes) -> bytes:
    return struct.pack("<I", tag | level << 10 | len(data) << 20) + data


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def ofd_file(pages: Sequence[Sequence[str]] = ((CHINESE_TITLE, *CHINESE_LINES),)) -> bytes:
    """GB/T 33190-2016: OFD.xml → Document.xml → a page each, its lines as TextObjects one below the other."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    parts = {
        "OFD.xml": f'<ofd:OFD {space} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:Title>{pages[0][0]}'
        "</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:Pages>"
        + "".join(
            f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
            for number in range(len(pages))
        )
        + "</ofd:Pages></ofd:Document>",
    }
    for number, lines in enumerate(pages):
        objects = "".join(
            f'<ofd:TextObject ID="{10 + place}" Boundary="20 {20 + 10 * place} 170 8" Font="1" Size="4">'
            f'<ofd:TextCode X="0" Y="4">{line}</ofd:TextCode></ofd:TextObject>'
            for place, line in enumerate(lines)
        )
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {space}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return zip_file(parts)


def zip_file(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_part(content: bytes, name: str, part: str | bytes) -> bytes:
    """The ZIP with one part added, or replaced."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, str | bytes] = {each: archive.read(each) for each in archive.namelist()}
    return zip_file({**parts, name: part})


def _saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()
