"""What tests of several readers need."""

from __future__ import annotations

import pytest

from pipeline.read import ReadError
from pipeline.read.scan.tool import find_tesseract


@pytest.fixture
def tesseract() -> None:
    """Skips where tesseract with Vietnamese is missing, which `make system` installs."""
    try:
        find_tesseract()
    except ReadError as error:
        pytest.skip(str(error))
