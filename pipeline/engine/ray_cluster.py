"""The engine on a cluster of machines, by Ray, which is an optional extra."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic

from pipeline.engine.dispatch import Numbered, dispatch
from pipeline.engine.machine import available_processors
from pipeline.engine.member import Member, Result
from pipeline.engine.outcome import EngineError, Item, Outcome, Value, crashed, unsized

_ITEMS_AHEAD = 256
_BATCH = 1024 * 1024
"""The size of a batch of small items, in bytes: what keeps a process busy for some seconds."""
_ITEMS_AT_ONCE = 64
_BATCHES_AT_ONCE = 2
_LOSSES_ALLOWED = 3
_PATIENCE = 300.0
"""Seconds without any machine that could do anything, after which there is no use in waiting."""
_GLANCE = 5.0
_ANSWER = 10.0
_LOOPBACK = "127.0.0.2"
"""Ray takes 127.0.0.1 to mean the machine's own address on the network; this it leaves as it is."""


class RayCluster:
    """Runs items on a Ray cluster: the one at `address`, or one of `jobs` processes on this machine alone.

    On a running cluster `jobs` bounds the processes, which are otherwise one a processor. An item that ends its
    process, or takes more than `timeout` seconds or `memory` bytes, is tried once more alone before it fails;
    one whose machine is lost is done on another. Every machine has to give the same answer to `same` as this
    one. Functions, items and values must be picklable, and items may not count on this machine's disk.
    """

    far = True

    def __init__(
        self,
        jobs: int | None = None,
        *,
        address: str | None = None,
        timeout: float | None = None,
        memory: int | None = None,
        preload: tuple[str, ...] = (),
        same: Callable[[], str] | None = None,
    ) -> None:
        if importlib.util.find_spec("ray") is None:
            raise EngineError(
                "Ray is not installed. Install it with: pip install 'kehoach[ray]' (or make ray)"
            )
        self._jobs, self._address = jobs, address
        self._member = (timeout, memory, preload)
        self._same = same

    def run(
        self,
        function: Callable[[Item], Value],
        items: Iterable[Item],
        *,
        size: Callable[[Item], int] = unsized,
        in_order: bool = True,
    ) -> Iterator[Outcome[Item, Value]]:
        """Apply the function to each item; see Engine. Raises EngineError."""
        with self.connection() as ray:
            width = self._jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))
            make = ray.remote(num_cpus=1, max_restarts=0)(Member).remote
            crew: _Crew[Item, Value] = _Crew(ray, lambda: make(function, *self._member), width, self._same)
            yield from dispatch(crew, items, size, in_order=in_order)

    @contextlib.contextmanager
    def connection(self) -> Iterator[Any]:
        """Ray, connected; what was connected before stays so. Raises EngineError."""
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # nothing is reported to anybody
        ray = importlib.import_module("ray")
        logging.getLogger("ray").setLevel(logging.ERROR)
        if ray.is_initialized():  # whoever did that ends it
            yield ray
            return
        options: dict[str, Any] = {
            "address": self._address,
            "configure_logging": False,
            "log_to_driver": False,
        }
        if self._address is None:
            options |= {"address": "local", "num_cpus": self._jobs or available_processors()}
            options |= {"include_dashboard": False}
            if sys.platform == "linux":
                options["_node_ip_address"] = _LOOPBACK
        try:
            _check_that_somebody_answers(self._address)
            with _own_signals():
                ray.init(**options)
        except (RuntimeError, ValueError, OSError) as error:
            where = self._address or "on this machine"
            raise EngineError(f"The Ray cluster {where} cannot be reached ({error}).") from error
        try:
            yield ray
        finally:
            ray.shutdown()


def _check_that_somebody_answers(address: str | None) -> None:
    """Ray asks an address where nobody is for many minutes. Raises OSError."""
    host, colon, port = (address or "").rpartition(":")
    if colon and port.isdecimal() and "/" not in host:
        socket.create_connection((host, int(port)), timeout=_ANSWER).close()


@contextlib.contextmanager
def _own_signals() -> Iterator[None]:
    """Keep the program's own way to end: Ray puts its own in the place of it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


class _Post(Generic[Item]):
    """A process on the cluster, and the batches that it was given, by Ray's name for what comes of each."""

    def __init__(self, actor: Any, answer: Any) -> None:
        self.actor = actor
        self.answer = answer
        self.ready = False
        self.given: dict[Any, list[Numbered[Item]]] = {}
        self.open: list[Numbered[Item]] = []
        self.load = 0

    def send(self) -> None:
        """Hand over the batch that is being filled."""
        if self.open:
            name = self.actor.do.remote([item for _, item in self.open])
            self.given[name] = self.open
            self.open = []

    @property
    def items(self) -> list[Numbered[Item]]:
        return [numbered for batch in (*self.given.values(), self.open) for numbered in batch]


class _Crew(Generic[Item, Value]):
    """The processes of one run, on whatever machines there are; see Crew."""

    ahead = _ITEMS_AHEAD

    def __init__(self, ray: Any, make: Callable[[], Any], width: int, same: Callable[[], str] | None) -> None:
        self.width = width
        self._ray, self._make = ray, make
        self._question = same or _nothing
        self._ours = self._question()
        self._posts: list[_Post[Item]] = []
        self._left: list[Numbered[Item]] = []
        self._losses: dict[int, int] = {}
        self._sizes: dict[int, int] = {}
        self._last_ready = time.monotonic()

    @property
    def busy(self) -> bool:
        return any(post.load for post in self._posts)

    def takes(self, numbered: Numbered[Item], size: int) -> bool:
        """Put an item into the batch of the process that has least to do; false where all have enough."""
        self._fill_up()
        index, _ = numbered
        if self._losses.get(index):
            size = max(size, _BATCH)  # by itself, so that it is known what it brings about
        ready = [post for post in self._posts if post.ready]
        post = min(ready, key=lambda post: post.load, default=None)
        if post is None or (post.load and post.load + size > _BATCHES_AT_ONCE * _BATCH):
            return False
        full = sum(self._sizes[index] for index, _ in post.open) + size > _BATCH
        if post.open and (full or len(post.open) >= _ITEMS_AT_ONCE):
            if len(post.given) + 1 >= _BATCHES_AT_ONCE:
                return False
            post.send()
        post.open.append(numbered)
        self._sizes[index] = max(1, size)
        post.load += self._sizes[index]
        return True

    def collect(self) -> list[tuple[int, Outcome[Item, Value]]]:
        """Wait until a batch has come back or a process is ready or lost; gives what has come of it."""
        for post in self._posts:
            post.send()
        names = [name for post in self._posts for name in (post.given if post.ready else (post.answer,))]
        if not names:
            return []
        ready, _ = self._ray.wait(names, num_returns=1, timeout=_GLANCE)
        collected: list[tuple[int, Outcome[Item, Value]]] = []
        for post in list(self._posts):
            if not post.ready and post.answer in ready:
                self._welcome(post)
            for name in [name for name in post.given if name in ready]:
                try:
                    results: list[Result] = self._ray.get(name)
                except self._ray.exceptions.RayError:
                    collected += self._lose(post)
                    break
                batch = post.given.pop(name)
                for (index, item), result in zip(batch, results, strict=True):
                    post.load -= self._sizes.pop(index)
                    collected.append((index, Outcome(item, *result)))
        if any(post.ready for post in self._posts):
            self._last_ready = time.monotonic()
        elif time.monotonic() - self._last_ready > _PATIENCE:
            raise EngineError(
                f"No machine of the Ray cluster has taken any work for {_PATIENCE:.0f} seconds. See: ray status"
            )
        return collected

    def left_over(self) -> list[Numbered[Item]]:
        left, self._left = self._left, []
        return left

    def alone(self, item: Item) -> Outcome[Item, Value]:
        """Do an item while nothing else is done on the cluster."""
        begin = time.monotonic()
        for _ in range(_LOSSES_ALLOWED):
            self._fill_up()
            while not any(post.ready for post in self._posts):
                self.collect()
            post = next(post for post in self._posts if post.ready)
            try:
                result: Result = self._ray.get(post.actor.do_alone.remote(item))
                return Outcome(item, *result)
            except self._ray.exceptions.RayError:
                self._lose(post)
        return Outcome(item, None, _LOST, time.monotonic() - begin)

    def stop(self) -> None:
        for post in self._posts:
            self._end(post)

    def _fill_up(self) -> None:
        while len(self._posts) < self.width:
            actor = self._make()
            self._posts.append(_Post(actor, actor.ask.remote(self._question)))

    def _welcome(self, post: _Post[Item]) -> None:
        try:
            theirs = self._ray.get(post.answer)
        except self._ray.exceptions.RayError as error:
            own_fault = isinstance(error, self._ray.exceptions.RayTaskError)
            if own_fault or getattr(error, "actor_init_failed", False):
                raise EngineError(
                    f"A machine of the Ray cluster cannot run this program: {_last_line(error)}"
                ) from error
            self._lose(post)
            return
        if theirs != self._ours:
            raise EngineError(
                f"A machine of the Ray cluster has {theirs}, and this one has {self._ours}. "
                "Install the same on all of them."
            )
        post.ready = True

    def _lose(self, post: _Post[Item]) -> list[tuple[int, Outcome[Item, Value]]]:
        """Do without a process whose machine is gone: its items are done elsewhere, but not for ever."""
        self._posts.remove(post)
        self._end(post)
        given_up = []
        for index, item in post.items:
            self._sizes.pop(index, None)
            self._losses[index] = self._losses.get(index, 0) + 1
            if self._losses[index] >= _LOSSES_ALLOWED:
                given_up.append((index, Outcome[Item, Value](item, None, _LOST, 0.0)))
            else:
                self._left.append((index, item))
        return given_up

    def _end(self, post: _Post[Item]) -> None:
        with contextlib.suppress(self._ray.exceptions.RayError):
            self._ray.kill(post.actor)


_LOST = crashed(f"the machine that it was on was lost {_LOSSES_ALLOWED} times")


def _last_line(error: Exception) -> str:
    return str(error).strip().rpartition("\n")[2]


def _nothing() -> str:
    return ""
