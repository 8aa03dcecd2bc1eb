"""Short hashes of what the program wrote into a row, so that a cell changed by hand is noticed and named."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

_SPACE = re.compile(r"\s+")
_ESCAPED = re.compile(
    r"_x([0-9A-Fa-f]{4})_"
)  # how workbooks write characters that XML cannot hold (ECMA-376, ST_Xstring)
_LENGTH = 6
_LARGEST = 1e307
_JOIN, _IS = "|", "="


def write_fingerprint(claim_id: str, cells: Mapping[str, object]) -> str:
    """Return the hashes of a row's cells, each under its heading.

    Args:
        claim_id: The claim; the same cells of another claim have other hashes.
        cells: Heading -> content.
    """
    return _JOIN.join(f"{heading}{_IS}{_hash(claim_id, heading, content)}" for heading, content in cells.items())


def find_changed(claim_id: str, cells: Mapping[str, object], fingerprint: str) -> tuple[list[str], int]:
    """Return the headings of cells that are not as they were written, and how many cells were compared.

    White space, the difference between a number and its text, and how a program escapes characters do not count.
    """
    written = dict(part.rpartition(_IS)[::2] for part in fingerprint.split(_JOIN))
    known = {heading: content for heading, content in cells.items() if heading in written}
    changed = [heading for heading, content in known.items() if written[heading] != _hash(claim_id, heading, content)]
    return changed, len(known)


def _hash(claim_id: str, heading: str, content: object) -> str:
    text = "\x1f".join((claim_id, heading, plain_content(content)))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def plain_content(content: object) -> str:
    """Return a cell's content in the one form that survives every program."""
    if content is None:
        return ""
    if isinstance(content, (int, float)) and not isinstance(content, bool):
        return _plain_number(content)
    text = _SPACE.sub("", _ESCAPED.sub("", str(content)))
    try:
        return _plain_number(float(text))
    except ValueError:
        return text


def _plain_number(number: float) -> str:
    # rounding in a file makes infinity of the largest numbers
    return format(number + 0.0, ".12g") if abs(number) < _LARGEST else f"{number:+.0f}"[:1]
