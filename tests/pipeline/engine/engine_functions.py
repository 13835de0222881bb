"""What the engines are given to run; a module of its own, so that any process can import it."""

import os
import signal
import time
from pathlib import Path

import numpy as np


def double(number: int) -> int:
    return 2 * number


def slow_when_even(number: int) -> int:
    time.sleep(0.02 if number % 2 == 0 else 0)
    return number


def fail_on_three(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


def die_on_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def leave_on_three(number: int) -> int:
    if number == 3:
        os._exit(7)
    return number


def hang_on_three(number: int) -> int:
    if number == 3:
        time.sleep(3600)
    return number


def die_the_first_time(path: Path) -> str:
    if not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return path.name


def hang_the_first_time(path: Path) -> str:
    if not path.exists():
        path.touch()
        time.sleep(3600)
    return path.name


def take_memory(mebibytes: int) -> int:
    return np.empty(mebibytes * 2**20, np.uint8).size // 2**20  # asked for, and never touched


def note_times(item: tuple[int, Path]) -> int:
    number, log = item
    begin = time.monotonic()
    time.sleep(0.05)
    if number == 3:
        with (log / "suspect").open("a") as stream:
            stream.write("x")
        (log / f"3-{os.getpid()}").write_text(f"{begin} {time.monotonic()}")
        os.kill(os.getpid(), signal.SIGKILL)
    (log / f"{number}").write_text(f"{begin} {time.monotonic()}")
    return number


def give_what_cannot_be_sent(number: int) -> object:
    return lambda: number


def note_and_hang(path: Path) -> None:
    path.with_suffix(".new").write_text(str(os.getpid()))
    path.with_suffix(".new").rename(path)
    time.sleep(3600)
