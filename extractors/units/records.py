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
    is central, province, district, commune or internal, None where the name does not tell. `head_start` is where
    the head of a list stands of which this is the first member (`các Sở:` before `Tài chính, Nội vụ`).
    """

    name: str
    kind: str
    level: str | None
    head_start: int | None = None

    @property
    def opens_at(self) -> int:
        """Where what names the unit begins, the head of its list included."""
        return self.start if self.head_start is None else self.head_start
