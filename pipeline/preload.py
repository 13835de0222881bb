"""Imported once by the process that forks a pool's workers, so that none of them has to load the models again."""

import gc

_PLAN = """SỞ NỘI VỤ
Số: 1/KH-SNV

KẾ HOẠCH
Cải cách hành chính năm 2025

Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ;
1. Văn phòng chủ trì nâng Chỉ số PAR INDEX trước ngày 15/6/2025.
"""


def _load() -> None:
    """Load what is loaded with the modules, and by using it what is loaded when it is first used."""
    from pipeline.process import process_document
    from pipeline.store.batches import record_batch
    from pipeline.store.schema import TABLES

    for name, rows in process_document(_PLAN.encode(), "plan.txt").rows.items():
        record_batch(TABLES[name], rows)


# The models live as long as the process: the collector need not go through them again and again, neither while they
# are loaded nor later, nor, in a forked worker, write to the pages that it shares with the process that loaded them.
# There is hardly any garbage among them.
gc.disable()
try:
    _load()
finally:
    gc.freeze()
    gc.enable()
