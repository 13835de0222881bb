"""Imported first by processes that are the program's own: pandas is not found in them.

pyarrow loads pandas, where it is installed, as soon as it makes an array of Python objects. It takes longer to load
than a run with nothing to do, and no run needs it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _NotFound(MetaPathFinder):
    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - as the protocol has it
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        if fullname == "pandas":
            raise ModuleNotFoundError("pandas is not used in this process", name=fullname)
        return None


sys.meta_path.insert(0, _NotFound())
