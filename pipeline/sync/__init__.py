"""The nightly batch: tables kept up with a folder, without loss and without doing anything twice."""

from pipeline.sync.options import Options, Surroundings
from pipeline.sync.run import SyncSummary, synchronise

__all__ = ["Options", "Surroundings", "SyncSummary", "synchronise"]
