"""The stage that joins what belongs together: mentions to instruments, deadlines to tasks."""

from pipeline.link.documents import LinkedDocument, link_document
from pipeline.link.instruments import Instruments

__all__ = ["Instruments", "LinkedDocument", "link_document"]
