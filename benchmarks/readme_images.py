"""Make the pictures of the README: sheets of the workbook of the example page, as LibreOffice prints them.

usage: python benchmarks/readme_images.py

Needs LibreOffice (soffice) and Poppler (pdftoppm, pdftotext).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
RESOLUTION = 130  # dots per inch
# Name of the sheet -> file, and left, top, width and height of the part that is shown, in inches of the printed page.
PARTS = {
    "Claims": ("claims.png", (0.35, 0.55, 11.0, 4.1)),
    "Comparison": ("comparison.png", (0.35, 0.55, 11.0, 2.4)),
}


def run(*command: str | Path) -> str:
    """Run a program; return what it prints."""
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def find_page(pdf: Path, sheet: str) -> int:
    """Return the number of the first page of a sheet, by its footer."""
    for number, page in enumerate(run("pdftotext", "-layout", pdf, "-").split("\f"), 1):
        if f"claimx · {sheet}" in page:
            return number
    raise ValueError(f"the workbook has no page of the sheet {sheet}")


def main() -> None:
    """Make the workbook, print it and cut the pictures out."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        workbook, pdf = Path(folder, "claims.xlsx"), Path(folder, "claims.pdf")
        run(sys.executable, "-m", "claimx", "extract", ROOT / "examples" / "daily-papers.txt", "-o", workbook)
        run("soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, workbook)
        for sheet, (name, place) in PARTS.items():
            left, top, width, height = (str(round(inches * RESOLUTION)) for inches in place)
            page = str(find_page(pdf, sheet))
            run(
                "pdftoppm", "-png", "-r", str(RESOLUTION), "-f", page, "-singlefile",
                "-x", left, "-y", top, "-W", width, "-H", height, pdf, IMAGES / Path(name).stem,
            )  # fmt: skip
            print(f"{name}: {(IMAGES / name).stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
