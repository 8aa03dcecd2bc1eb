"""A workbook as bytes that depend on its content only."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

# the earliest time that a zip archive can name; a workbook says when it was made only by its file's own date
_EPOCH = datetime(1980, 1, 1)


Edit = Callable[[bytes], bytes]


def save_workbook(workbook: Workbook, handle: BinaryIO, edits: Mapping[str, Edit] | None = None) -> None:
    """Write a workbook without the time of writing: equal workbooks give equal bytes.

    Args:
        workbook: The workbook; its `created` and `modified` properties are overwritten.
        handle: Where the bytes go.
        edits: Name of a member of the archive -> the last change to its bytes, for what openpyxl cannot write.
    """
    workbook.properties.creator = "claimx"
    workbook.properties.created = workbook.properties.modified = _EPOCH
    # Through memory: an archive on a full disk would be left open and complain once more when it is collected.
    archive = io.BytesIO()
    # Workbook.save() would set `modified` to now again
    _MemoryWriter(workbook, _TimelessArchive(archive, edits or {})).save()
    handle.write(archive.getbuffer())


class _MemoryWriter(ExcelWriter):
    """A writer of workbooks without temporary files: on a full disk lxml, where it is there, raises no OSError."""

    _archive: ZipFile  # unknown to the stubs, as a worksheet's relations are

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        content = io.BytesIO()
        writer: Any = WorksheetWriter(ws, content)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], content.getvalue())
        self.manifest.append(ws)


class _TimelessArchive(ZipFile):
    """A zip archive whose members all carry the same time."""

    def __init__(self, archive: BinaryIO, edits: Mapping[str, Edit]) -> None:
        super().__init__(archive, "w", ZIP_DEFLATED, allowZip64=True)
        self._edits = edits

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_: Any, **__: Any) -> None:
        name = str(getattr(zinfo_or_arcname, "filename", zinfo_or_arcname))
        edit = self._edits.get(name)
        super().writestr(_timeless(name), edit(data) if edit else data)


def _timeless(name: str) -> ZipInfo:
    info = ZipInfo(name, _EPOCH.timetuple()[:6])
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info
