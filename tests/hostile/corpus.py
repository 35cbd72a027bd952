"""Texts that would do harm if a place in a page, a script, a table or a feed took them for more than text.

Written for these tests. ``window.__hit`` is what a browser would set if any of them ran.
"""

from __future__ import annotations

import re

MARKUP = (
    "<script>window.__hit=1</script>",
    "</script><script>window.__hit=2</script>",
    "<img src=x onerror=window.__hit=3>",
    '" onmouseover="window.__hit=4" x="',
    "' autofocus onfocus='window.__hit=5",
    "</title></style></textarea></noscript><svg onload=window.__hit=6>",
    "<iframe srcdoc='<script>top.__hit=7</script>'></iframe>",
    "<a href=javascript:window.__hit=8>x</a>",
    "<math><mtext><table><mglyph><style><img src onerror=window.__hit=9>",
    "<base href=//evil.example/><meta http-equiv=refresh content='0;url=//evil.example'>",
    "--><!-- ]]><![CDATA[ <?php ?>",
)
"""Elements, attributes and ends of elements."""

ESCAPES = (
    "&lt;b&gt; &#60;i&#62; &amp;amp; &quot; &NotAnEntity",
    "%3Cscript%3E%22%27",
    "\\u003cscript\\u003e \\\" \\' \\n \\x3c",
    "javascript:window.__hit=10",
    "data:text/html,window.__hit=11",
    "//evil.example/x.js",
)
"""What becomes markup if something is decoded once too often, and addresses."""

TEMPLATES = ("{{ 7*7 }}", "{% raw %}", "{# x #}", "${7*7}", "#{7*7}", "{0}", "{name}", "%(x)s", "\x7b\x7b.\x7d\x7d")
"""What becomes code if a text is rendered as a template or used as a format."""

UNICODE = (
    "\u202eevil\u202c",
    "\u2066left\u2069",
    "zero\u200bwidth\u2060\ufeff",
    "line\u2028separator\u2029",
    "العربية",
    "e\u0301 \u00e9 \uff1cfull\uff1e",
    "𠀀𪚥",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
)
"""Directions, invisible characters, ends of lines that are none in HTML, characters beyond 16 bits."""

FORMULAS = ("=", "+", "-", "@", "＝")
"""How a cell begins that a spreadsheet would calculate."""

EVERYTHING = " ".join((*MARKUP, *ESCAPES, *TEMPLATES, *UNICODE))

IN_MARKDOWN = " ".join((*ESCAPES, *TEMPLATES, *UNICODE)).replace("*", "+").replace("_", "-")
"""What Markdown lets through as text: elements in it are refused with their line, and this has no emphasis."""

_MEANING = re.compile(r"""[^\w\s\u2028\u2029,;.，；、。|]|[_\u200b\ufeff]""")


def harmless(text: str) -> str:
    """Return a text of the same length and with the same separators in which nothing means anything."""
    return _MEANING.sub("x", text)
