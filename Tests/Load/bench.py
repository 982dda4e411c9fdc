"""Measures the server beside what it can be compared with, on the same machine in the same run.

Each figure is the median of several runs, with the smallest and the largest; the load generator shares the machine's cores.
With --growth it is shown instead how figures grow with accounts and with text. --readme puts the tables into a file.
"""

import argparse
import datetime
import os
import pathlib
import platform
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Browser"))
from first_screen import bench_first_screen  # noqa: E402
from growth import SIZES, bench_growth, bench_search  # noqa: E402
from one_plan import bench_one_plan  # noqa: E402
from open_streams import bench_many_streams, bench_streams  # noqa: E402
from table import write  # noqa: E402

TEXTS = 1_000_000


def machine():
    """Who measured, in a line: the day, the cores and the memory."""
    with open("/proc/meminfo", encoding="ascii") as lines:
        memory = int(next(lines).split()[1]) / 2**20
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    today = datetime.date.today()
    return f"{today.day} {today:%B %Y}, {os.cpu_count()} cores of {names[0] if names else platform.machine()}, {memory:.0f} GB"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=pathlib.Path, required=True, help="the folder of the release build")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--texts", type=int, default=TEXTS)
    parser.add_argument("--readme", type=pathlib.Path)
    options = parser.parse_args()
    programs = {name: (options.programs / name).resolve() for name in ("quartet", "portfolio", "streams", "commits")}

    refused = 0
    with tempfile.TemporaryDirectory(prefix="quartet-bench-") as name:
        folder = pathlib.Path(name)
        if options.growth:
            tables = [bench_growth(folder, programs, options.sizes), bench_search(folder, programs["portfolio"], options.texts)]
        else:
            tables, refused = bench_one_plan(folder, programs, options.runs, options.seconds)
            tables += bench_streams(folder, programs["streams"], programs["quartet"], min(options.runs, 3))
            tables.append(bench_many_streams(folder, programs))
            tables.append(bench_first_screen(folder, programs["quartet"], options.runs))
    if options.readme:
        text = "\n\n".join([f"Measured on {machine()}."] + [table.markdown for table in tables])
        write(options.readme, "growth" if options.growth else "bench", text)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
