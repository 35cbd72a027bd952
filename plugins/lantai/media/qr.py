"""QR codes for paper."""

from __future__ import annotations

from io import BytesIO

import segno


def qr(text: str) -> str:
    """Return a QR code of ``text`` as inline SVG, drawn in the colour of the text around it.

    It has no size of its own: the style sheet gives ``svg.qr`` one.
    """
    stream = BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(stream, kind="svg", border=2, xmldecl=False, svgclass="qr", lineclass=None, omitsize=True)
    return stream.getvalue().decode("utf-8").strip().replace('stroke="#000"', 'stroke="currentColor"')
