"""The engine without processes: everything happens here, one item after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pipeline.engine.outcome import Item, Outcome, Value, attempt, unsized


class SingleProcess:
    """Runs items in this process. An item that kills the process or never ends takes the run with it."""

    far = False

    def run(
        self,
        function: Callable[[Item], Value],
        items: Iterable[Item],
        *,
        size: Callable[[Item], int] = unsized,  # noqa: ARG002 - as the protocol has it
        in_order: bool = True,  # noqa: ARG002
    ) -> Iterator[Outcome[Item, Value]]:
        """Apply the function to each item, in order."""
        return (attempt(function, item) for item in items)
