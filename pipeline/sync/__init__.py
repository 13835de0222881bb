"""The nightly batch: tables kept up with a folder, without loss and without doing anything twice."""

from pipeline.sync.options import Options, Surroundings
from pipeline.sync.run import NoRoomError, synchronise
from pipeline.sync.summary import Summary

__all__ = ["NoRoomError", "Options", "Summary", "Surroundings", "synchronise"]
