"""All tasks of a document."""

from __future__ import annotations

from extractors.common.document import Document
from extractors.tasks.lines import IsTime
from extractors.tasks.prose import find_prose_tasks
from extractors.tasks.records import Task
from extractors.tasks.tables import find_table_tasks


def find_tasks(document: Document, is_time: IsTime) -> list[Task]:
    """The tasks of a document's prose and tables, in reading order; spans count code points of its text.

    `is_time(start, end)` tells whether the document's text between two offsets is nothing but a time: a line such as
    `Đăng tải tin, bài: Thường xuyên trong năm` states when, not another piece of work.
    """
    tasks = [*find_prose_tasks(document, is_time), *find_table_tasks(document, is_time)]
    return sorted(tasks, key=lambda task: (task.start, task.end))
