"""`kehoach extract`: the run that `kehoach sync` does, with all that it needs on the command line."""

from pipeline.cli.sync import run

__all__ = ["run"]
