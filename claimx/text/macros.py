"""Edits for LaTeX macros and braces, as ``rules/text/macros.tsv`` and ``environments.tsv`` say."""

from __future__ import annotations

from collections.abc import Mapping

import regex

from claimx.text.data import Macro, Tables, compose
from claimx.text.plaintext import EditLog

_BRACES = regex.compile(r"\\.|[{}]", regex.DOTALL)
_BLANK = regex.compile(r"[^\S\n]*+(?:\n(?!\s*\n))?[^\S\n]*+")
_OPTIONS = regex.compile(r"(?:\s?\[[^\[\]]{0,300}\])*+")
_LETTER = regex.compile(r"(?P<brace>\{\s*)?(?P<letter>\\[ij](?![A-Za-z])|\p{L})(?(brace)\s*\})")
_LENGTH = regex.compile(r"\s*=?\s*-?(?:\d*\.?\d+)?\s*(?:in|pt|em|ex|cm|mm|\\[A-Za-z]+)(?![A-Za-z])")
_DEFINED = regex.compile(r"(?:\s?\\[A-Za-z@]++|\s?=|#\d|\s?\[[^\[\]]{0,300}\])++")
_ADDRESS = regex.compile(r"\S{0,2000}+\Z")
_SHORT_MACRO = 2  # letters; longer ones that print something unknown are names that authors gave: "\\ourmodel"
_ENVIRONMENT = regex.compile(r"\{([A-Za-z]+\*?)\}")


class MacroEdits:
    """Logs what macros and braces become, and knows where mathematics is."""

    __slots__ = (
        "_at_close", "_closes", "_environment_math", "_missing_ends", "_table_depth", "log", "math_close",
        "own_macros", "source", "tables",
    )  # fmt: skip

    def __init__(self, log: EditLog, tables: Tables, own_macros: Mapping[str, str]) -> None:
        self.log = log
        self.source = log.source
        self.tables = tables
        self.own_macros = own_macros
        self.math_close = -1  # where the dollar sign stands that closes the mathematics being read
        self._environment_math = False  # inside \( \[ or an equation
        self._table_depth = 0
        self._closes: dict[int, int] | None = None  # opening brace -> closing brace
        self._at_close: dict[int, str] = {}  # closing brace -> what to write in its place
        self._missing_ends: set[str] = set()  # environments that have no further end

    def in_math(self, position: int) -> bool:
        """Say whether `position` lies within mathematics."""
        return position < self.math_close or self._environment_math

    def skip_blanks(self, position: int) -> int:
        """Return the place after white space at `position`, not going over a paragraph break."""
        blank = _BLANK.match(self.source, position)
        return blank.end() if blank else position

    def edit_brace(self, start: int) -> None:
        """Drop a brace, or write what its macro left for it."""
        end = start + 1
        text = self._at_close.pop(start, "")
        # the second argument's opening brace goes along: \frac{a}{b}
        follows = self.skip_blanks(end)
        if text not in ("", "\n") and self.source[follows : follows + 1] == "{":
            end = follows + 1
        self.log.replace(start, end, text)

    def edit_macro(self, start: int, end: int) -> None:
        """Write what the macro ``source[start:end]`` becomes."""
        source = self.source
        name = source[start + 1 : end]
        if name in ("begin", "end"):
            self._edit_environment(name, start, end)
            return
        macro = self.tables.macros.get(name)
        if macro is None or (macro.action == "accent" and not self._edit_accent(macro, name, start, end)):
            self._edit_unknown(name, start, end)
            return
        if self.log.at > start:  # the accent is written
            return
        if source[end : end + 1] == "*":
            end += 1
        self._edit_known(macro, name, start, end)

    def _edit_known(self, macro: Macro, name: str, start: int, end: int) -> None:
        log, source = self.log, self.source
        action = macro.action
        if action == "symbol":
            is_doubled = macro.text[-1] == "." == source[end : end + 1] and macro.text != "..."
            log.replace(start, end + is_doubled, macro.text)
        elif action == "space":
            if name == "\\":
                end = self._skip_options(end)
            log.replace(start, end, "\n" if name == "\\" and self._table_depth else " ")
        elif action == "prefix":
            log.replace(start, self.skip_blanks(end), macro.text)
        elif action == "switch":
            log.replace(start, self.skip_blanks(end), "")
        elif action == "break":
            log.replace(start, self.skip_blanks(end), "\n")
        elif action == "math":
            self._environment_math = name in "(["
            log.replace(start, end, "")
        elif action == "length":
            length = _LENGTH.match(source, end)
            log.replace(start, length.end() if length else end, "")
        elif action == "define":
            log.replace(start, self._skip_definition(end), "")
        elif action == "nothing":
            log.replace(start, end, "")
        elif action == "drop":
            log.drop_with_space(start, self._skip_arguments(end, macro.arguments))
        else:
            self._edit_wrapper(macro, start, end)

    def _edit_wrapper(self, macro: Macro, start: int, end: int) -> None:
        """Edit a macro whose last argument stays."""
        log = self.log
        opening = self.skip_blanks(self._skip_arguments(end, macro.arguments))
        close = self._close_of(opening)
        if close is None:
            log.replace(start, max(end, opening) if macro.arguments else end, "")
            return
        if macro.action == "verbatim" and _ADDRESS.match(self.source, opening + 1, close):
            log.replace(start, opening + 1, "")
            log.replace(close, close + 1, "")
            return
        if macro.action == "heading":
            self._at_close[close] = "\n"
        elif macro.action == "join" and self._close_of(self.skip_blanks(close + 1)) is not None:
            self._at_close[close] = macro.text
        log.replace(start, opening + 1, "\n" if macro.action == "heading" else "")

    def _edit_accent(self, macro: Macro, name: str, start: int, end: int) -> bool:
        """Write the accented letter; say whether there was one."""
        position = self.skip_blanks(end)
        letter = _LETTER.match(self.source, position)
        if not letter or (name.isalpha() and position == end and not letter["brace"]):
            return False
        base = letter["letter"].removeprefix("\\")
        self.log.replace(start, letter.end(), compose(base, macro.text))
        return True

    def _edit_unknown(self, name: str, start: int, end: int) -> None:
        """Write what an author's macro prints; where that is unknown, keep it by its argument, or else by its name."""
        if name.isspace() or not name:
            self.log.replace(start, end, " ")
            return
        if name in self.own_macros:
            empty = self.source.startswith("{}", end)
            self.log.replace(start, end + 2 * empty, self.own_macros[name])
            return
        opening = self._skip_options(end) if name.isalpha() else end
        close = self._close_of(opening)
        if close is not None and close > opening + 1:
            self.log.replace(start, opening + 1, "")
        else:
            named = len(name) > _SHORT_MACRO and name.isalpha() and name.islower() and not self.in_math(start)
            self.log.replace(start, end, name.upper()) if named else self.log.replace(start, start + 1, "")
            if close is not None:
                self.log.replace(end, close + 1, "")

    def _edit_environment(self, name: str, start: int, end: int) -> None:
        found = _ENVIRONMENT.match(self.source, end)
        kind = self.tables.environments.get(found[1], "") if found else ""
        end = found.end() if found else end
        is_begin = name == "begin"
        if kind == "math":
            self._environment_math = is_begin
        elif kind == "table":
            self._table_depth = self._table_depth + 1 if is_begin else max(0, self._table_depth - 1)
        if found and kind == "drop" and is_begin:
            end = self._skip_environment(found[1], end)
        elif is_begin and found:
            end = self._skip_options(end)
            if kind == "table":
                end = self._skip_arguments(end, 2 if found[1] in ("tabular*", "tabularx", "tabulary") else 1)
        self.log.replace(start, end, "\n")

    def _skip_environment(self, environment: str, end: int) -> int:
        if environment not in self._missing_ends:
            mark = f"\\end{{{environment}}}"
            close = self.source.find(mark, end)
            if close >= 0:
                return close + len(mark)
            self._missing_ends.add(environment)
        return end

    def _skip_definition(self, end: int) -> int:
        """Return the place after the names, options and arguments of a definition."""
        for _ in range(4):
            defined = _DEFINED.match(self.source, end)
            end = defined.end() if defined else end
            close = self._close_of(end)
            if close is None:
                break
            end = close + 1
        return end

    def _skip_options(self, end: int) -> int:
        options = _OPTIONS.match(self.source, end)
        return options.end() if options else end

    def _skip_arguments(self, end: int, count: int) -> int:
        """Return the place after options and up to `count` arguments in braces."""
        end = self._skip_options(end)
        for _ in range(count):
            opening = self.skip_blanks(end)
            close = self._close_of(opening)
            if close is None:
                break
            end = self._skip_options(close + 1)
        return end

    def _close_of(self, opening: int) -> int | None:
        """Return the place of the brace that closes the one at `opening`; None if there is none."""
        if self.source[opening : opening + 1] != "{":
            return None
        if self._closes is None:
            self._closes = _match_braces(self.source)
        return self._closes.get(opening)


def _match_braces(source: str) -> dict[int, int]:
    closes: dict[int, int] = {}
    stack: list[int] = []
    for token in _BRACES.finditer(source):
        mark = token.group()
        if mark == "{":
            stack.append(token.start())
        elif mark == "}" and stack:
            closes[stack.pop()] = token.start()
    return closes
