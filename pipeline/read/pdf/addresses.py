"""PDFium's functions by plain addresses: ctypes takes twice as long over typed pointers, which counts where a function
is called for every character or object of a page."""

from __future__ import annotations

import ctypes
from typing import Any


def by_address(function: Any, *kinds: type) -> Any:
    """PDFium's function as one that takes plain addresses; `kinds` are the types of its result and of its arguments."""
    return ctypes.cast(function, ctypes.PYFUNCTYPE(*kinds))


def address_of(handle: Any) -> int | None:
    """The address that a typed handle of PDFium's holds."""
    return ctypes.cast(handle, ctypes.c_void_p).value
