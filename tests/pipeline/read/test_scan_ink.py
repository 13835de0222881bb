"""Dots that a dirty scan is full of are taken away, and nothing else."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.scan.ink import without_specks


def sheet(seed: int = 0) -> np.ndarray:
    """White paper with bars as thick as strokes."""
    picture = np.full((200, 200), 255, dtype=np.uint8)
    for row in range(20, 180, 20):
        picture[row : row + 4, 20:180] = 0
    return np.roll(picture, seed % 20, axis=0)


def test_a_clean_picture_stays_as_it_is() -> None:
    picture = sheet()
    assert without_specks(picture) is picture


@given(st.integers(0, 10_000))
def test_a_dirty_picture_loses_its_dots_and_its_holes(seed: int) -> None:
    clean = sheet(seed)
    dirt = np.random.default_rng(seed)
    dots = np.zeros(clean.shape, dtype=bool)
    dots[2::6, 2::6] = dirt.random(dots[2::6, 2::6].shape) < 0.5
    dirty = np.where(dots, 255 - clean, clean).astype(np.uint8)
    found = without_specks(dirty)
    inside = np.zeros(clean.shape, dtype=bool)
    inside[2:-2, 2:-2] = True
    # a dot at a stroke's edge cannot be told from the stroke
    edges = (clean == 0) & ((np.roll(clean, 1, 0) == 255) | (np.roll(clean, -1, 0) == 255))
    edges |= (clean == 255) & ((np.roll(clean, 1, 0) == 0) | (np.roll(clean, -1, 0) == 0))
    edges |= (np.roll(clean, 1, 1) != clean) | (np.roll(clean, -1, 1) != clean)
    told = inside & ~edges
    assert (found[told] == clean[told]).all()
    assert (dirty[told] != clean[told]).any()
