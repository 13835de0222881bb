"""A run on a Ray cluster of two machines, both on this one, of which one is killed while it works.

python -c 'import two_nodes; two_nodes.main()' INPUT OUT LOG: what Ray runs has to come from a module.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

from pipeline.sync.options import Options
from pipeline.sync.parcels import Parcel
from pipeline.sync.plan import Work
from pipeline.sync.run import synchronise
from pipeline.sync.surroundings import Surroundings
from pipeline.sync.work import process_work

PATIENCE = 180


class Process:
    """Processes a document; the first of each machine not before one of the machines was killed."""

    def __init__(self, log: Path) -> None:
        self._log = log

    def __call__(self, work: Work) -> Parcel:
        (self._log / f"node-{os.environ['RAY_RAYLET_PID']}").touch()
        wait_for(lambda: (self._log / "killed").exists())
        return process_work(work)


def wait_for(condition) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)


def main() -> None:
    inputs, out, log = map(Path, sys.argv[1:])
    from ray.cluster_utils import Cluster

    cluster = Cluster(
        initialize_head=True,
        head_node_args={"num_cpus": 1, "node_ip_address": "127.0.0.2", "include_dashboard": False},
    )
    second = cluster.add_node(num_cpus=1, node_ip_address="127.0.0.3")

    def kill_one() -> None:
        wait_for(lambda: len(list(log.glob("node-*"))) == 2)
        cluster.remove_node(second, allow_graceful=False)
        (log / "killed").touch()

    killer = threading.Thread(target=kill_one)
    killer.start()
    options = Options(engine="ray", ray_address=cluster.address)
    summary = synchronise([inputs], out, options, Surroundings(process=Process(log)))
    killer.join()
    cluster.shutdown()
    print(summary.outcome, summary.documents, dict(summary.statuses))
