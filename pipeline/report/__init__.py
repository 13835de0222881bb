"""The review page: HTML that shows what was found in the documents, passage by passage."""

from pipeline.report.writer import ReportSummary, write_report

__all__ = ["ReportSummary", "write_report"]
