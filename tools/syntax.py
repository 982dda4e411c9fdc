"""Checks that every ES module of the browser parses, and that the files it imports are there."""

import pathlib
import re
import subprocess
import sys

public = pathlib.Path(__file__).resolve().parent.parent / "Public"
modules = sorted(public.rglob("*.js"))
failures = []

# All in one process: starting one for each would take most of the time.
PARSE = """
const { readFileSync } = require('node:fs');
const { SourceTextModule } = require('node:vm');
for (const file of readFileSync(0, 'utf8').split('\\n')) {
  try { new SourceTextModule(readFileSync(file, 'utf8'), { identifier: file }); } catch (error) { console.log(`${file}: ${error.message}`); }
}"""
result = subprocess.run(
    ["node", "--experimental-vm-modules", "--no-warnings", "-e", PARSE],
    input="\n".join(map(str, modules)), capture_output=True, text=True)
if result.stdout or result.returncode:
    failures.append((result.stdout + result.stderr).replace(f"{public.parent}/", "").strip())

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
