"""Checks that every ES module of the browser parses, and that the files it imports are there."""

import pathlib
import re
import subprocess
import sys
import tempfile

public = pathlib.Path(__file__).resolve().parent.parent / "Public"
modules = sorted(public.rglob("*.js"))
failures = []

with tempfile.TemporaryDirectory() as folder:
    # Node takes a file for a module by its extension.
    copies = {}
    for number, module in enumerate(modules):
        copy = pathlib.Path(folder) / f"{number}.mjs"
        copy.write_bytes(module.read_bytes())
        copies[module] = copy
    for module, copy in copies.items():
        result = subprocess.run(["node", "--check", str(copy)], capture_output=True, text=True)
        if result.returncode:
            failures.append(result.stderr.replace(str(copy), str(module.relative_to(public.parent))).strip())

imported = re.compile(
    r"""(?:^|\n)\s*(?:import|export)\s[^'"`;=]*?\bfrom\s*['"]([^'"]+)['"]"""
    r"""|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)"""
)
for module in modules:
    for match in imported.finditer(module.read_text(encoding="utf-8")):
        name = next(filter(None, match.groups()))
        target = public / name.lstrip("/") if name.startswith("/") else module.parent / name
        if not target.resolve().is_file():
            failures.append(f"{module.relative_to(public.parent)}: imports {name}, which is not there")

print("\n".join(failures) if failures else f"{len(modules)} modules parse, and what they import is there")
sys.exit(bool(failures))
