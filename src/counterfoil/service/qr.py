"""QR codes as SVG images: paths only, so that they can be shown under the strictest policy."""

import io

import segno


def qr_code(text: str) -> str:
    """Return a QR code (ISO/IEC 18004) with error correction M and its quiet zone.

    Args:
        text: What it says; at most a few hundred characters.
    """
    svg = io.BytesIO()
    segno.make(text, error="m", micro=False).save(svg, kind="svg", xmldecl=False, svgns=True, border=4, omitsize=True)
    return svg.getvalue().decode()
