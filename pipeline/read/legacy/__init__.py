"""Texts in the encodings from before Unicode (TCVN3, VNI, VISCII, VPS, windows-1258), found and converted."""

from pipeline.read.legacy.capitals import restore_capitals
from pipeline.read.legacy.detection import detect, may_be_legacy
from pipeline.read.legacy.fonts import FontEncoding, encoding_of_font
from pipeline.read.legacy.runs import NAMES, ConvertedRuns, convert_runs
from pipeline.read.legacy.syllables import is_syllable
from pipeline.read.legacy.tables import ENCODINGS, Encoding, convert

__all__ = [
    "ENCODINGS",
    "NAMES",
    "ConvertedRuns",
    "Encoding",
    "FontEncoding",
    "convert",
    "convert_runs",
    "detect",
    "encoding_of_font",
    "is_syllable",
    "may_be_legacy",
    "restore_capitals",
]
