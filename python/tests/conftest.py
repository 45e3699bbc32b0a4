"""What the tests share. They run on an installed wheel, or on a checkout with TRICHDAN_LIBRARY and TRICHDAN_PATTERNS."""

import os
from pathlib import Path

import pytest

ROOT = Path(os.environ.get("TRICHDAN_ROOT") or Path(__file__).parents[2])

ARTICLE = (
    "Bến đò Cồn Mây chạy lại trước Tết\n\n“Đò sẽ chạy lại trước Tết”, bà Lê Thị Mận, Chủ tịch UBND xã Cồn Mây, "
    "nói sáng 5/1. Bà Mận cho biết xã đã chi 2 tỉ đồng."
)


@pytest.fixture
def article() -> str:
    """An article with a quote and a claim."""
    return ARTICLE


@pytest.fixture(scope="session")
def program() -> str:
    """The program, where it was built."""
    path = os.environ.get("TRICHDAN_PROGRAM")
    if not path:
        pytest.skip("TRICHDAN_PROGRAM names no program to compare with")
    return path


@pytest.fixture(scope="session")
def corpus() -> list[dict[str, str]]:
    """The invented articles of Corpus/."""
    files = sorted((ROOT / "Corpus").rglob("*.txt"))
    if not files:
        pytest.skip("Corpus/ is not here")
    return [{"id": file.stem, "text": file.read_text(encoding="utf-8")} for file in files]
