"""Small plans, runs over them in processes that may be killed, and what a folder's tables hold."""

import hashlib
import multiprocessing
import os
import signal
from functools import cache
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.store.schema import TABLES
from pipeline.sync.options import Options
from pipeline.sync.run import synchronise
from pipeline.sync.surroundings import Surroundings
from pipeline.sync.work import process_work
from pipeline.tables import open_tables

LOGS = ("sources", "runs")
CHECKPOINTS = (
    "recovered",
    "part",
    "part_written",
    "batch_committed",
    "state",
    "merged",
    "tables",
    "tables_written",
    "state_written",
    "state_committed",
    "link",
    "state_shown",
    "backed_up",
)
_BODIES = ("Sở Y tế", "Sở Nội vụ", "Sở Tài chính", "Văn phòng Sở", "Thanh tra Sở")
_CONTEXT = multiprocessing.get_context("forkserver")


def plan(number, edition=0):
    """A small plan of its own text, with something for most tables."""
    body = _BODIES[number % len(_BODIES)]
    return (
        f"SỞ NỘI VỤ\nSố: {number}/KH-SNV\n\nKẾ HOẠCH\nCải cách hành chính năm 2025\n\n"
        f"Căn cứ Nghị quyết số {1 + number % 40}/NQ-CP ngày {1 + edition % 28}/7/2021 của Chính phủ;\n\n"
        f"1. {body} chủ trì nâng Chỉ số PAR INDEX đạt từ {50 + number % 50}% trước ngày 15/6/2025.\n"
    )


def write_plans(folder, numbers, edition=0):
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"{number:05}.txt").write_text(plan(number, edition), encoding="utf-8")


@cache
def parcel(doc_id, suffix, path):
    from pipeline.sync.plan import Work

    return process_work(Work(doc_id, Path(path), f"plan{suffix}"))


def remembered(work):
    """Processing that does a document once in this process, whichever run asks for it."""
    return parcel(work.doc_id, work.suffix, str(work.path))


def run(inputs, out, *, process=process_work, around=None, **options):
    """A run in this process."""
    around = around or {}
    return synchronise(
        [inputs], out, Options(**{"engine": "single"} | options), Surroundings(process=process, **around)
    )


def bytes_of(out):
    """The content of all tables that hold no times, by name."""
    found = {name: (out / f"{name}.parquet").read_bytes() for name in TABLES if name not in LOGS}
    return {name: hashlib.sha256(data).hexdigest() for name, data in found.items()}


def fates(out):
    """What `sources` says of each path, without times and runs."""
    rows = pq.read_table(out / "sources.parquet").to_pylist()
    return {row["path"]: (row["doc_id"], row["status"], row["error_kind"]) for row in rows}


def rows(out, name):
    return pq.read_table(out / f"{name}.parquet").to_pylist()


def assert_equal(out, other):
    assert bytes_of(out) == bytes_of(other)
    assert fates(out) == fates(other)


def assert_whole(out):
    """What a reader sees is one state, in which documents and their blocks are those of the same documents."""
    tables = open_tables(out)
    assert tables.state_id is not None
    for one, other in (("blocks", "documents"), ("documents", "blocks"), ("units", "tasks")):
        apart = tables.sql(f"SELECT count(*) AS n FROM {one} ANTI JOIN {other} USING (doc_id)")  # noqa: S608
        assert apart["n"][0] == 0
    return tables.state_id


class Killer:
    """A checkpoint that kills the process, as a loss of power would, when a step begins for the n-th time."""

    def __init__(self, step, times=1):
        self._step, self._left = step, times

    def __call__(self, name):
        if name == self._step:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def _child(inputs, out, options, around):
    run(inputs, out, around=around, **options)


def start(inputs, out, *, checkpoint=None, **options):
    """Begin a run in a process of its own."""
    around = {} if checkpoint is None else {"checkpoint": checkpoint}
    _CONTEXT.set_forkserver_preload(["pipeline.preload", "pipeline.sync.run"])
    process = _CONTEXT.Process(target=_child, args=(inputs, out, options, around))
    process.start()
    return process


def run_to_the_end(inputs, out, *, checkpoint=None, **options):
    """A run in a process of its own; gives its exit code: negative for the signal that killed it."""
    process = start(inputs, out, checkpoint=checkpoint, **options)
    process.join()
    return process.exitcode
