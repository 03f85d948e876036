"""Errors of the language core.

LanguageError
├── UnknownLanguage    (also ValueError)  a code that names none of our languages
├── BadLine            (also ValueError)  an input file's line that cannot be read; carries file and line
├── IndexOutdated      an index folder written with another layout: rebuild it
├── IndexBusy          another process is writing to the index folder
├── LexiconUnusable    the compiled lexicon is missing, cut short or of another format
└── EncoderUnavailable the packages of a neural encoder, or a file of its folder, are missing or broken
"""


class LanguageError(Exception):
    """Base of every error this package raises on purpose."""


class UnknownLanguage(LanguageError, ValueError):  # the name says what is wrong
    """`code` names none of the languages in `codes.LANGUAGES`."""

    def __init__(self, code: str) -> None:
        super().__init__(f"unknown language {code!r}; expected one of zh-Hans, zh-Hant, ja, ko, en")
        self.code = code


class BadLine(LanguageError, ValueError):  # as above
    """Line `line` (from 1) of `file` is not what the format asks for; `problem` says why."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}:{line}: {problem}")
        self.file, self.line, self.problem = file, line, problem


class IndexOutdated(LanguageError):  # as above
    """The folder holds an index of another layout or other facets; it must be rebuilt."""


class IndexBusy(LanguageError):  # as above
    """Another process holds the write lock of the index folder."""


class LexiconUnusable(LanguageError):  # as above
    """The file of the lexicon at `path` cannot be used; `problem` says why."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path, self.problem = path, problem


class EncoderUnavailable(LanguageError):  # as above
    """The encoder lacks `what`, a package or the path of a file; `problem` says why and what would help."""

    def __init__(self, what: str, problem: str) -> None:
        super().__init__(f"{what}: {problem}")
        self.what, self.problem = what, problem
