"""Pages of documents read per second of one core, the reading process started anew for each document.

A page is 36 lines of 38 characters (A4, 11 points), written by the programs `tests/documents/samples.py` names. Processor
time of the child processes is what counts, so that other work on the machine does not.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.documents import samples

from tricity.documents import sandbox

LINES = 36
SENTENCES = {
    "ja": "本市では駐車場が不足しており、令和八年度から市民に空き情報を知らせる仕組みを整え、渋滞を減らす。",
    "zh": "我市停车位严重不足，计划自二〇二六年起建设共享停车平台，向市民公布空余车位信息，缓解交通拥堵问题。",
    "ko": "우리 시는 주차장이 부족하여 내년부터 시민에게 빈자리를 알리는 체계를 갖추고 교통 혼잡을 줄이려 한다.",
}
FONTS = {"ja": "HeiseiMin-W3", "zh": "STSong-Light", "ko": "HYSMyeongJo-Medium"}


def page(language: str, number: int) -> list[str]:
    sentence = f"{number} " + SENTENCES[language] * 40
    return [sentence[at : at + 38] for at in range(0, 38 * LINES, 38)]


def documents(pages: int) -> Iterator[tuple[str, Callable[[], bytes]]]:
    written = {language: [page(language, number) for number in range(pages)] for language in SENTENCES}
    for language, font in FONTS.items():
        yield f"{language}.pdf", lambda p=written[language], f=font: samples.pdf_file(p, font=f)
    flat = {language: [line for lines in written[language] for line in lines] for language in written}
    yield "ja.docx", lambda: samples.docx_file("計画", flat["ja"], ())
    yield "ja.odt", lambda: samples.odt_file("計画", flat["ja"])
    yield "ko.xlsx", lambda: samples.xlsx_file({"표": [[line] for line in flat["ko"]]})
    yield "zh.pptx", lambda: samples.pptx_file([("计划", "".join(lines)) for lines in written["zh"]])
    yield "ko.hwpx", lambda: samples.hwpx_file("계획", flat["ko"])
    yield "ko.hwp", lambda: samples.hwp_file(flat["ko"])
    yield "zh.ofd", lambda: samples.ofd_file(written["zh"])
    yield "zh.html", lambda: ("<html><body>" + "".join(f"<p>{line}</p>" for line in flat["zh"])).encode()


def spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[20, 200])
    for pages in parser.parse_args().pages:
        measure(pages)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"largest memory of a reading process: {peak} MB")


def measure(pages: int) -> None:
    print(f"documents of {pages} pages, {LINES * 38} characters each; seconds of one core")
    with tempfile.TemporaryDirectory() as folder:
        for name, make in documents(pages):
            path = Path(folder) / name
            path.write_bytes(make())
            before = spent()
            text = sandbox.read(path, name)
            seconds = spent() - before
            characters = sum(len(block.text) for block in text.blocks)
            print(
                f"    {name:<8}{pages / seconds:8.0f} pages/s{seconds:8.2f} s{characters:10,} characters"
                f"{path.stat().st_size // 1024:8,} KB"
            )


if __name__ == "__main__":
    main()
