"""Printed pages: what a PDF says, page by page, as poppler's tools read it."""

import re
import subprocess

A4 = (595.3, 841.9)
LETTER = (612.0, 792.0)


class Paper:
    """`page` as it would be printed on paper of this format; the file stays where `path` says."""

    def __init__(self, page, path, paper_format):
        path.parent.mkdir(parents=True, exist_ok=True)
        page.pdf(path=path, format=paper_format, prefer_css_page_size=False, print_background=True)
        about = self._run("pdfinfo", path)
        self.count = int(re.search(r"Pages:\s+(\d+)", about)[1])
        self.size = tuple(float(side) for side in re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", about).groups())
        self.pages = [self._run("pdftotext", "-layout", "-f", str(n), "-l", str(n), path, "-") for n in range(1, self.count + 1)]
        self.text = "\n".join(self.pages)

    @staticmethod
    def _run(*command):
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout
