"""A reading as a person sees it in a terminal: the text, marked, and beside it who says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.domain import Link, Reading, Statement
from sayso.views.marks import Paragraph, cited, covered, paragraphs, safe

# Blue, orange and weight are told apart by colour-blind people, on dark and on light.
STYLES = {"source": "bold blue", "cue": "italic dark_orange3", "content": "underline"}
_MARGIN = 36  # columns for who says it, beside the text
_BESIDE = 96  # from this width on
_WIDEST = 132  # longer lines are hard to read
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ACTS = {
    "deny": ("✗ denies", "red"),
    "confirm": ("✓ confirms", "green"),
    "withhold": ("∅ will not say", "magenta"),
}
_FIRMNESS = {"probable": "≈ likely", "possible": "~ possible"}


def show(console: Console, reading: Reading) -> None:
    """Print one reading."""
    width = min(console.width, _WIDEST)
    console.print()
    console.print(_head(reading), width=width)
    for note in reading.notes:
        console.print(Text(f"! {safe(note)}", "yellow"), width=width)
    statements = cited(reading)
    for paragraph in paragraphs(reading):
        says = [_line(number, statements[number - 1]) for _, number in paragraph.numbers]
        console.print()
        console.print(_row(_marked(paragraph), says, width), width=width)
    console.print()
    console.print(_summary(reading, statements), width=width)
    console.print()


def _head(reading: Reading) -> Text:
    """Title and facts; a title that the text begins with is not said twice."""
    article = reading.article
    title = safe(article.title or article.ref)
    repeated = article.title and article.text.lstrip("# \n\r\t").startswith(article.title)
    said = [article.outlet, article.published, ", ".join(article.byline)]
    facts = Text(" · ".join(safe(fact) for fact in said if fact), "dim")
    if repeated:
        return facts
    head = Text(title, "bold")
    return head.append("\n").append_text(facts) if facts else head


def _row(text: Text, says: list[Text], width: int) -> RenderableType:
    if width < _BESIDE:
        return Group(text, *(Padding(line, (0, 0, 0, 2), expand=False) for line in says))
    grid = Table.grid(padding=(0, 3, 0, 0), expand=True)
    grid.add_column(ratio=1)
    grid.add_column(width=_MARGIN)
    grid.add_row(text, Group(*says))
    return grid


def _marked(paragraph: Paragraph) -> Text:
    """A paragraph in colour, each cue followed by its number."""
    text = Text(paragraph.text)
    for mark in paragraph.marks:
        text.stylize(STYLES[mark.role], mark.start, mark.end)
    out = Text()
    parts = text.divide([at for at, _ in paragraph.numbers])
    for part, (_, number) in zip(parts, paragraph.numbers, strict=False):
        out.append_text(part).append(str(number).translate(_SUPERSCRIPT), "dark_orange3")
    return out.append_text(parts[-1])


def _line(number: int, statement: Statement) -> Text:
    line = Text(str(number).translate(_SUPERSCRIPT) + " ", "dark_orange3")
    return line.append_text(says(statement))


def says(statement: Statement) -> Text:
    """`US officials (unnamed) → The Wall Street Journal  ✗ denies`."""
    line = _who(statement)
    for mark, style in _asides(statement):
        line.append("  ").append(mark, style)
    return line


def _who(statement: Statement) -> Text:
    if not statement.chain:
        if statement.source:
            return Text(_short(statement.source.text), STYLES["source"])
        return Text("nobody named", "dim italic")
    who = Text()
    for place, link in enumerate(statement.chain):
        if place:
            who.append(" → ", "dim")
        who.append(safe(link.name), STYLES["source"] if not place else "bold")
        if not link.named and link.kind != "writer":
            who.append(" (unnamed)", "dark_orange3")
    return who


def _asides(statement: Statement) -> Iterator[tuple[str, str]]:
    if statement.first_report:
        yield "★ first", "bold"
    if statement.act in _ACTS:
        yield _ACTS[statement.act]
    if statement.certainty in _FIRMNESS:
        yield _FIRMNESS[statement.certainty], "dim"
    if statement.manner == "direct":
        yield "“ ”", "dim"


def _summary(reading: Reading, statements: list[Statement]) -> Text:
    text = reading.article.text
    sources = {_key(statement) for statement in statements} - {""}
    direct = sum(statement.manner == "direct" for statement in statements)
    share = covered(statements) / max(1, len(text.strip()))
    parts = [
        _count(len(statements), "attribution"),
        _count(len(sources), "source"),
        _count(direct, "direct quotation"),
        f"{share:.0%} of the text in somebody's words",
    ]
    out = Text(" · ".join(parts), "bold")
    if any(statement.chain for statement in statements):
        out.append("\n").append_text(_standing(statements))
    return out.append("\n").append_text(Text("  ").join(Text(*pair) for pair in STYLES.items()))


def _standing(statements: list[Statement]) -> Text:
    """How many rest on unnamed sources, and how many on the one that is cited most."""
    unnamed = sum(not _rests_on_name(statement.chain) for statement in statements)
    rest = "rests" if unnamed == 1 else "rest"
    out = Text(f"{unnamed} {rest} on unnamed sources", "dark_orange3" if unnamed else "dim")
    names = Counter(statement.chain[0].name for statement in statements if statement.chain)
    name, most = min(names.items(), key=lambda item: (-item[1], item[0]))
    if most > 1:
        out.append(f" · {most} on a single one, {safe(name)}", "not bold")
    return out


def _rests_on_name(chain: tuple[Link, ...]) -> bool:
    return bool(chain) and chain[0].named


def _key(statement: Statement) -> str:
    if statement.chain:
        return statement.chain[0].name.casefold()
    return statement.source.text.casefold() if statement.source else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _short(text: str, most: int = 60) -> str:
    flat = " ".join(safe(text).split())
    if cell_len(flat) <= most:
        return flat
    return flat[: most - 1].rstrip() + "…"
