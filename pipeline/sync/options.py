"""What a run can be told."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.read import ReadLimits

DEFAULT_TIMEOUT = 900.0
DEFAULT_TRIES = 3


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is done.

    `engine` is one of pipeline.engine.ENGINES, `jobs` are its processes (None: one a processor), `timeout` the
    seconds and `memory` the bytes (None: a share of the machine's) that one document may take in a process of its
    own, `limits` what a file may be like to be read, `ray_address` the cluster of the engine ray (None: one that is
    started here), `tries` how often a document that fails is tried with the same rules and programs. A batch is
    committed after as many documents, bytes or seconds. `keep_seconds` is how long a state that was superseded can
    still be read; the last one always can. `anew` does everything over.
    """

    engine: str = "pool"
    jobs: int | None = None
    timeout: float | None = DEFAULT_TIMEOUT
    memory: int | None = None
    limits: ReadLimits = ReadLimits()  # noqa: RUF009 - frozen
    ray_address: str | None = None
    tries: int = DEFAULT_TRIES
    batch_documents: int = 200
    batch_bytes: int = 16 * 2**20
    batch_seconds: float = 10.0
    keep_seconds: float = 600.0
    anew: bool = False

    @property
    def allowance(self) -> str:
        """What decides whether a document is refused or stopped, as a line that the ledger can hold."""
        return f"{self.limits}, timeout={self.timeout}, memory={self.memory}"
