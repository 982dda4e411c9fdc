"""Figures with their spread, beside what they are compared with, printed as they come and kept as Markdown."""

import dataclasses
import statistics


def figure(number):
    """As few digits as tell it: 12,300 or 4.56 or 0.081."""
    if number >= 100:
        return f"{float(f'{number:.3g}'):,.0f}"
    return f"{number:.2g}" if number < 1 else f"{number:.3g}"


@dataclasses.dataclass
class Row:
    what: str
    values: list
    unit: str
    beside: str = ""
    against: float = None
    wanted: str = ""

    @property
    def middle(self):
        return statistics.median(self.values)

    @property
    def cells(self):
        spread = f"{figure(min(self.values))} to {figure(max(self.values))}" if len(set(self.values)) > 1 else ""
        ratio = f"{self.middle / self.against:.2f} of {self.beside}, {figure(self.against)}" if self.against else self.beside
        return [self.what, f"{figure(self.middle)} {self.unit}".strip(), spread, ratio, self.wanted]


class Table:
    """One table of the report. `add` returns the median, so that others can be compared with it."""

    head = ["", "median", "spread", "beside it", "to reach"]

    def __init__(self, title):
        self.title = title
        self.rows = []
        print(f"\n{title}", flush=True)

    def add(self, what, values, unit="", beside="", against=None, wanted=""):
        row = Row(what, list(values), unit, beside, against, wanted)
        self.rows.append(row)
        print("  " + " | ".join(cell for cell in row.cells if cell), flush=True)
        return row.middle

    @property
    def markdown(self):
        rows = [row.cells for row in self.rows]
        # A column in which nothing stands is left out.
        kept = [place for place in range(len(self.head)) if place < 2 or any(row[place] for row in rows)]
        lines = [f"| {' | '.join(([self.title] + self.head[1:])[place] for place in kept)} |", f"|{' --- |' * len(kept)}"]
        return "\n".join(lines + [f"| {' | '.join(row[place] for place in kept)} |" for row in rows])


class Columns:
    """A table with a column for each of some cases, such as sizes."""

    def __init__(self, title, columns):
        self.title, self.columns = title, columns
        self.rows = {}
        print(f"\n{title}", flush=True)

    def add(self, what, column, values, unit):
        middle = statistics.median(values)
        self.rows.setdefault(what, {})[column] = f"{figure(middle)} {unit}"
        name = self._name(column)
        print(f"  {name:>7}: {what}: {figure(middle)} {unit} ({figure(min(values))} to {figure(max(values))})", flush=True)
        return middle

    @staticmethod
    def _name(column):
        return f"{column:,}" if isinstance(column, int) else column

    @property
    def markdown(self):
        lines = [
            f"| {self.title} | {' | '.join(map(self._name, self.columns))} |", f"|{' --- |' * (len(self.columns) + 1)}"]
        return "\n".join(lines + [
            f"| {what} | {' | '.join(row.get(column, '') for column in self.columns)} |" for what, row in self.rows.items()])


def write(path, mark, text):
    """Puts the text between two marks of a file, for whoever reads it later."""
    begin, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    page = path.read_text(encoding="utf-8")
    assert begin in page and end in page, f"{path} has no place marked {begin}"
    before, rest = page.split(begin, 1)
    path.write_text(f"{before}{begin}\n{text}\n{end}{rest.split(end, 1)[1]}", encoding="utf-8")
