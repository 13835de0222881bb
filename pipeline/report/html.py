"""The frames of the pages: templates with the style and script that each page carries in itself."""

from __future__ import annotations

import base64
import hashlib
import importlib.resources
import json
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

_IN_SCRIPT = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def page(template: str, script: str, **values: Any) -> str:
    """A page made from `templates/<template>`, with `assets/report.css` and `assets/<script>` in it.

    What is not Markup is escaped. The page's policy lets no other script or style run, and nothing be fetched
    but pictures that lie beside it.
    """
    style, code = _asset("report.css"), _asset(script)
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(code)}'; "
        "img-src 'self' file:; base-uri 'none'; form-action 'none'"
    )
    return (
        _environment()
        .get_template(template)
        .render(policy=Markup(policy), style=Markup(style), script=Markup(code), **values)  # noqa: S704 - our own files
    )


def json_for_script(value: Any) -> Markup:
    """A value as JSON that can stand in a script element: nothing in it ends the element or begins a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_IN_SCRIPT))  # noqa: S704 - no character that HTML knows is left


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("pipeline.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _asset(name: str) -> str:
    return (importlib.resources.files("pipeline.report") / "assets" / name).read_text(encoding="utf-8")


@cache
def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
