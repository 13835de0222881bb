"""The Vietnamese language toolkit underthesea, loaded when it is first needed and without its side effects."""

from __future__ import annotations

import functools
import importlib
import logging
from collections.abc import Callable
from typing import Any


@functools.cache
def underthesea_function(name: str) -> Callable[..., Any]:
    """A function of underthesea, such as `sent_tokenize` or `pos_tag`, its model loaded.

    The first use of underthesea from several threads at once races: the model is loaded here by a first call.
    Raises AttributeError where underthesea has no such function.
    """
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    try:
        function: Callable[..., Any] = getattr(importlib.import_module("underthesea"), name)
    finally:
        # the import sets up logging for the whole process, which is the application's business
        root.handlers[:] = handlers
        root.setLevel(level)
    function("Kế hoạch.")
    return function
