"""A pattern that is kept between processes is the one that would be compiled."""

import sys

import pytest
import regex

from extractors.common import patterns
from extractors.common.lexicon import alternatives

LARGE = rf"(?r)(?P<word>{alternatives(f'chữ số {number}' for number in range(200))})(?!\p{{L}})"
TEXT = "Chữ số 7, CHỮ  SỐ 121 và chữ số 200"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(patterns, "_FOLDER", tmp_path / "patterns")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "patterns"


def compiled_anew(pattern=LARGE, flags=regex.IGNORECASE):
    """As in another process."""
    patterns.compiled.cache_clear()
    return patterns.compiled(pattern, flags)


def assert_is_the_pattern(found, flags=regex.IGNORECASE):
    expected = regex.compile(LARGE, flags)
    assert (found.pattern, found.flags, found.groupindex) == (
        expected.pattern,
        expected.flags,
        expected.groupindex,
    )
    assert [match.span("word") for match in found.finditer(TEXT)] == [
        match.span("word") for match in expected.finditer(TEXT)
    ]


@pytest.mark.usefixtures("folder")
def test_is_compiled_once(monkeypatch):
    assert_is_the_pattern(compiled_anew())
    monkeypatch.setattr(patterns.regex, "compile", None)
    found = compiled_anew()
    monkeypatch.undo()
    assert_is_the_pattern(found)


def test_flags_make_another_pattern(folder):
    compiled_anew()
    assert_is_the_pattern(compiled_anew(flags=0), flags=0)
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data[:99] + b"?" + data[100:], lambda _: b""]
)
def test_what_is_damaged_is_compiled_anew(folder, damage):
    compiled_anew()
    (path,) = folder.iterdir()
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    assert_is_the_pattern(compiled_anew())
    assert path.read_bytes() == whole


def test_is_kept_only_where_modules_are(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert_is_the_pattern(compiled_anew())
    assert not folder.exists()


def test_needs_no_place_to_keep_it(folder):
    folder.write_bytes(b"no folder")
    assert_is_the_pattern(compiled_anew())


def test_short_patterns_are_not_kept(folder):
    compiled_anew("a|b")
    assert not folder.exists()
