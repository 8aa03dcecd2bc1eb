"""Rich text in a workbook's file made plain before it is read: openpyxl takes half of its time for runs of fonts."""

from __future__ import annotations

import io
import re
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

# a cell's own string or a shared one that begins with a run, as ECMA-376 Part 1, 18.3.1.53 and 18.4.8 has them
_RICH = re.compile(rb"<(is|si)>(<r>.*?)</\1>", re.DOTALL)
_TEXT = re.compile(rb"<t(?:\s[^<>]*)?>([^<]*)</t>")
_PHONETIC = b"<rPh"


def flatten_rich_text(path: Path) -> io.BytesIO:
    """Return a workbook without the fonts inside of its cells; the text of every cell stays.

    What is not written in the usual way, such as elements with a prefix, stays as it is and is read slowly.

    Args:
        path: The workbook, which is not changed.
    """
    flat = io.BytesIO()
    with ZipFile(path) as archive, ZipFile(flat, "w", ZIP_STORED) as copy:
        for name in dict.fromkeys(archive.namelist()):
            content = archive.read(name)
            if name.startswith("xl/worksheets/") or name.endswith("/sharedStrings.xml"):
                content = _RICH.sub(_flatten, content)
            copy.writestr(name, content)
    flat.seek(0)
    return flat


def _flatten(found: re.Match[bytes]) -> bytes:
    tag, runs = found.groups()
    if _PHONETIC in runs:  # the reading of a Japanese text stands beside its runs and is no part of it
        return found.group()
    text = b"".join(_TEXT.findall(runs))
    return b'<%b><t xml:space="preserve">%b</t></%b>' % (tag, text, tag)
