import pytest

from tricity.language.lexicon.build.parallel.javascript import read_literals, unquoted


def test_strings_of_an_object_are_known_by_their_path() -> None:
    script = """
import x from "y";
// const no = { a: "not read" };
export const ja = {
  locale: "ja", /* a comment, "with" quotes */
  'quoted key': 'it\\'s',
  nested: { deep: { a: `b` }, list: ["one", undefined, "three",] },
  "last": "a: {b}, [c]" // trailing
};
"""

    assert read_literals(script) == {
        "ja": {
            "/locale": "ja",
            "/quoted key": "it's",
            "/nested/deep/a": "b",
            "/nested/list/0": "one",
            "/nested/list/2": "three",
            "/last": "a: {b}, [c]",
        }
    }


def test_values_that_are_not_one_string_are_passed_over() -> None:
    script = 'var a = {\n  sum: "a" + "b",\n  call: f("x"),\n  choice: n ? "a" : "b",\n  short,\n  n: 1,\n  kept: "c"\n};'

    assert read_literals(script) == {"a": {"/kept": "c"}}


def test_one_variable_may_be_asked_for() -> None:
    script = 'var a = {x: "1"};\nvar b = {x: "2"};\nvar c = 3;'

    assert read_literals(script, "b") == {"b": {"/x": "2"}}


@pytest.mark.parametrize(
    ("literal", "expected"),
    [
        (r'"\u8CBC\u308A"', "貼り"),
        (r'"\uD83D\uDE00"', "😀"),
        (r'"\u{1F600}"', "😀"),
        (r"'\x41\n\"\\'", 'A\n"\\'),
        ("`a\\\nb`", "ab"),
    ],
)
def test_escapes_are_read(literal: str, expected: str) -> None:
    assert unquoted(literal) == expected
