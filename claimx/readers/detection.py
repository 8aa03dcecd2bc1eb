"""Which format a file has: by its suffix, or else by what is in it."""

from __future__ import annotations

import json
from pathlib import PurePath

from claimx.readers.daily_page_text import is_daily_page
from claimx.readers.delimited import find_delimiter
from claimx.readers.stream import HEAD_LENGTH

SUFFIXES = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "tsv",
    ".html": "html", ".htm": "html", ".tex": "latex", ".ltx": "latex", ".txt": "text", ".text": "text",
    ".md": "text", ".markdown": "text",
}  # fmt: skip


def detect_format(path: str, head: bytes) -> str:
    """Return the name of a format: jsonl, json, csv, tsv, html, latex, page or plain.

    Args:
        path: The file's path, or ``-``.
        head: The first bytes of the file.
    """
    text = head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "ignore").lstrip()
    by_suffix = SUFFIXES.get(PurePath(path).suffix.lower(), "")
    if by_suffix == "json":  # JSON Lines are often called .json
        return "jsonl" if _is_jsonl(text) else "json"
    if by_suffix == "text":
        return "page" if is_daily_page(text) else "plain"
    return by_suffix or _detect_by_content(text, is_all=len(head) < HEAD_LENGTH)


def _detect_by_content(text: str, *, is_all: bool) -> str:
    if text[:200].lower().startswith(("<!doctype html", "<html")):
        return "html"
    if _is_jsonl(text) or (not is_all and text.startswith('{"') and "\n" not in text):
        return "jsonl"
    if text.startswith("{") or (text.startswith("[") and text[1:].lstrip()[:1] in ("{", "]")):
        return "json"
    if "\\documentclass" in text or "\\begin{document}" in text or "\\begin{abstract}" in text:
        return "latex"
    if is_daily_page(text):
        return "page"
    delimiter = find_delimiter(text.split("\n", 1)[0])
    if delimiter:
        return "tsv" if delimiter == "\t" else "csv"
    return "plain"


def _is_jsonl(text: str) -> bool:
    """Say whether two lines at least are records of their own; the first of them may be broken."""
    lines = [line.strip() for line in text[:HEAD_LENGTH].split("\n") if line.strip()][:6]
    if len(lines) < 2:
        return False
    if lines[0].startswith('{"') and lines[1].startswith('{"'):
        return True
    return any(_is_object(line) for line in lines)


def _is_object(line: str) -> bool:
    try:
        return line.startswith("{") and len(line) > 2 and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
