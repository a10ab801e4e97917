"""What nobody should type and somebody will: text that breaks what is not made for it."""

from __future__ import annotations

NASTY = (
    "",
    " \t\n ",
    "\0",
    "yes\0no",
    "\x00\x07\x1b[31mred\x1b[0m\x7f\u0085\u009b",
    "\ud800",
    "a\udfffb",
    "🙂" * 4_096,
    "y" * 4_096,
    "\u202eright to left\u202c",
    "\u2066isolated\u2069 \u200f\u200e\u061c",
    "\u200b\u200c\u200d\ufeff",
    "e\u0301" * 200 + "\u0489" * 200,
    "<b>bold</b> & <script>alert(1)</script>",
    "{read_by} {} {0} %s %(x)s ${x}",
    "=1+1",
    "1" * 400,
    "-0.000",
    "٣٫٥",
    "½ ² Ⅷ 三",
    "31/02/0000",
    "9999-99-99",
    "\uffff\U0010ffff",
    "👩\u200d👩\u200d👧\u200d👦🏳️\u200d🌈",
)
