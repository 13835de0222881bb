"""The Vietnamese language toolkit underthesea, loaded when it is first needed and without its side effects."""

from __future__ import annotations

import functools
import importlib
import logging
from collections.abc import Callable
from types import ModuleType
from typing import Any


def import_quietly(name: str) -> ModuleType:
    """A module of underthesea, whose import sets up logging for the whole process: that is the application's
    business, and undone."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    try:
        return importlib.import_module(name)
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


@functools.cache
def underthesea_function(name: str) -> Callable[..., Any]:
    """A function of underthesea, such as `sent_tokenize` or `pos_tag`, its model loaded.

    The first use of underthesea from several threads at once races: the model is loaded here by a first call.
    Raises AttributeError where underthesea has no such function.
    """
    function: Callable[..., Any] = getattr(import_quietly("underthesea"), name)
    function("Kế hoạch.")
    return function
