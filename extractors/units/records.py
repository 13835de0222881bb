"""What is found: units named in a text."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.common.mention import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMention(Mention):
    """One unit, or one group of units that the text names as one (`các phòng, đơn vị liên quan`).

    `name` is the standard form of what the text says: one spelling, abbreviations written out, the head that a
    list states once put before each member. It is not resolved: `Sở Y tế` stays so, whichever province's it is
    (see `resolve_unit`). `kind` is one of so, phong, ban, ubnd, don_vi and so on, `ca_nhan` for people; `level`
    is central, province, district, commune or internal, None where the name does not tell.
    """

    name: str
    kind: str
    level: str | None
