"""Every lexicon file is well formed: header, order, distinct names, clean aliases, digits that agree."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

LEXICONS = Path(__file__).parents[2] / "rules" / "lexicons"
HEADERS = {
    "benchmarks": ["name", "aliases", "task", "metric", "note"],
    "metrics": ["name", "aliases", "better", "unit", "note"],
    "models": ["name", "aliases", "maker", "kind", "note"],
}
FILES = sorted(path for folder in HEADERS for path in (LEXICONS / folder).glob("*.tsv"))

# A shelf mark names its edition by itself ("LDC2017T10" is AMR 2.0), so its digits are no version of the name.
SHELF_MARK = re.compile(r"LDC\d{4}[A-Z]\d+")
NUMBER = re.compile(r"(?<![\d.])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|\.\d+)(?:[ -]?([kK])(?![a-z]|[A-Z]{2}))?")
TASK = re.compile(r" Task \d+")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Row(NamedTuple):
    """One line of a lexicon, with its place for the message."""

    place: str
    cells: list[str]

    @property
    def name(self) -> str:
        """The canonical name."""
        return self.cells[0]

    @property
    def aliases(self) -> list[str]:
        """The other spellings."""
        return self.cells[1].split("|") if self.cells[1] else []


def read_lines(path: Path) -> list[str]:
    """Lines of the file without their line ends; only `\\n` ends a line."""
    text = path.read_bytes().decode("utf-8")
    assert text.endswith("\n"), f"{path.name}: no newline at the end of the file"
    return text[:-1].split("\n")


def read_rows(path: Path) -> list[Row]:
    """The entries of a lexicon file."""
    return [Row(f"{path.parent.name}/{path.name}:{n}", line.split("\t")) for n, line in enumerate(read_lines(path), 1)][
        1:
    ]


def find_numbers(text: str) -> set[float]:
    """The numbers written in a name, as values: `8K` is 8000, `2.0` is 2, `²` is 2, `0.25` is 25 (hundredths)."""
    plain = SHELF_MARK.sub("", unicodedata.normalize("NFKC", text))
    values = {float(m[1].replace(",", "")) * (1000 if m[2] else 1) for m in NUMBER.finditer(plain)}
    return {round(v * 100, 6) if 0 < v < 1 else v for v in values}  # a threshold 0.25 is also written 25


def shorten_years(numbers: set[float]) -> set[float]:
    """The numbers with a year as its last two digits (2024 as 24)."""
    return {n % 100 if 1900 <= n < 2100 and n == int(n) else n for n in numbers}


def has_year(text: str) -> bool:
    """Whether a four-digit year stands in the name."""
    return YEAR.search(SHELF_MARK.sub("", text)) is not None


def find_digit_faults(name: str, alias: str) -> Iterator[str]:
    """Why the digits of an alias do not fit its name: 2024 may be written 24, but is never 2025 and never left out."""
    if bool(TASK.search(name)) != bool(TASK.search(alias)):  # OffensEval 2019 is SemEval-2019 Task 6
        name, alias = TASK.sub("", name), TASK.sub("", alias)
    in_name, in_alias = find_numbers(name), find_numbers(alias)
    if in_name and in_alias and shorten_years(in_name) != shorten_years(in_alias):
        yield f"{alias!r} has other numbers than {name!r}"
    if has_year(name) and not in_alias and not SHELF_MARK.search(alias):
        yield f"{alias!r} leaves out the year of {name!r}"


def find_cell_faults(cell: str) -> Iterator[str]:
    """Spaces at the ends, doubled spaces and control characters."""
    if cell != cell.strip() or "  " in cell:
        yield f"stray space in {cell!r}"
    if any(unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"} or (c.isspace() and c != " ") for c in cell):
        yield f"control character or unusual space in {cell!r}"


def collect_faults(path: Path) -> list[str]:
    """Every fault of the rows of one file, each with its place."""
    faults = []
    for row in read_rows(path):
        found = [fault for cell in row.cells[:1] + row.aliases + row.cells[2:] for fault in find_cell_faults(cell)]
        found += ["the name is empty"] if not row.name else []
        found += ["a name holds `|`"] if "|" in row.name else []
        found += [f"empty alias of {row.name!r}" for alias in row.aliases if not alias]
        found += [f"alias {alias!r} is the name itself" for alias in row.aliases if alias == row.name]
        found += [f"alias {a!r} twice" for a in sorted({a for a in row.aliases if row.aliases.count(a) > 1})]
        faults += [f"{row.place}: {fault}" for fault in found]
    return faults


@pytest.fixture(params=FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def path(request: pytest.FixtureRequest) -> Path:
    """Each lexicon file in turn."""
    chosen: Path = request.param
    return chosen


def test_benchmark_lexicons_exist() -> None:
    assert any(path.parent.name == "benchmarks" for path in FILES)


def test_the_header_is_the_one_of_its_folder(path: Path) -> None:
    assert read_lines(path)[0].split("\t") == HEADERS[path.parent.name]


def test_every_line_has_five_cells(path: Path) -> None:
    assert [row.place for row in read_rows(path) if len(row.cells) != 5] == []


def test_rows_are_sorted_by_name(path: Path) -> None:
    names = [row.name for row in read_rows(path)]
    wrong = [f"{b!r} after {a!r}" for a, b in pairwise(names) if a.casefold() > b.casefold()]
    assert wrong == []


def test_cells_and_aliases_are_clean(path: Path) -> None:
    assert collect_faults(path) == []


def test_the_note_is_empty_or_starts_with_context(path: Path) -> None:
    wrong = [row.place for row in read_rows(path) if row.cells[4] and not re.match(r"context(?:;|$)", row.cells[4])]
    assert wrong == []


@pytest.mark.parametrize("folder", HEADERS)
def test_no_name_stands_twice_in_a_folder(folder: str) -> None:
    places = defaultdict(list)
    for path in FILES:
        if path.parent.name == folder:
            for row in read_rows(path):
                places[row.name].append(row.place)
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


@pytest.mark.parametrize("path", [p for p in FILES if p.parent.name == "metrics"], ids=lambda path: path.stem)
def test_better_is_higher_lower_or_none(path: Path) -> None:
    assert [row.place for row in read_rows(path) if row.cells[2] not in {"higher", "lower", "none"}] == []


@pytest.mark.parametrize("path", [p for p in FILES if p.parent.name == "benchmarks"], ids=lambda path: path.stem)
def test_every_benchmark_has_a_task(path: Path) -> None:
    assert [row.place for row in read_rows(path) if not row.cells[2]] == []


def test_digits_of_an_alias_agree_with_its_name(path: Path) -> None:
    faults = [
        f"{row.place}: {fault}"
        for row in read_rows(path)
        for alias in row.aliases
        for fault in find_digit_faults(row.name, alias)
    ]
    assert faults == []


@pytest.mark.parametrize(
    ("name", "alias"),
    [
        ("AIME 2024", "AIME24"),
        ("AIME 2024", "AIME'24"),
        ("GSM8K", "GSM-8k"),
        ("ImageNet-1K", "ImageNet-1000"),
        ("SQuAD 2.0", "SQuADv2"),
        ("τ²-bench", "tau2-bench"),
        ("AP25", "AP@0.25"),
        ("mAP@[.5:.95]", "mAP50-95"),
        ("WSJ0-2mix", "WSJ0-2MIX"),
        ("OffensEval 2019", "SemEval-2019 Task 6"),
        ("MSRVTT-1kA", "MSR-VTT 1k-A"),
        ("MMLU", "MMLU (5-shot)"),
        ("AMR 2.0", "LDC2017T10"),
        ("One Billion Word", "1B Word"),
    ],
)
def test_an_alias_may_shorten_a_year_or_write_a_number_another_way(name: str, alias: str) -> None:
    assert list(find_digit_faults(name, alias)) == []


@pytest.mark.parametrize(
    ("name", "alias"),
    [
        ("AIME 2024", "AIME 2025"),
        ("AIME 2024", "AIME25"),
        ("AIME 2024", "AIME"),
        ("MATH-500", "MATH-50"),
        ("CIFAR-10", "CIFAR-100"),
        ("SQuAD 1.1", "SQuAD 2.0"),
        ("DCASE 2020 Task 2", "DCASE 2020 Task 3"),
    ],
)
def test_an_alias_with_other_digits_is_a_fault(name: str, alias: str) -> None:
    assert list(find_digit_faults(name, alias)) != []
