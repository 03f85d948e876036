"""The core stays light and pure: checked in a fresh interpreter."""

import subprocess
import sys


def test_importing_the_package_loads_neither_django_nor_a_segmenters_library() -> None:
    code = (
        "import sys, tricity.language; "
        "print([name for name in ('django', 'kiwipiepy', 'onnxruntime', 'pypinyin', 'rjieba', 'tokenizers') if name in sys.modules])"
    )

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "[]"
