"""Pin every version that the project resolves to, in pyproject.toml under [tool.uv] constraint-dependencies.

    uv run scripts/pin_versions.py            resolve anew and write the pins
    uv run scripts/pin_versions.py --check    exit with 1 if a dependency is without a pin

The pins stand in pyproject.toml and not in a lock file, because a lock file names the hosts of the machine it was
made on. They are constraints: they say which version, never that a package is needed.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
START = "# Written by scripts/pin_versions.py; run it to change a version.\n"
BLOCK = re.compile(rf"\n*\[tool\.uv\]\n{re.escape(START)}(?:[a-z-]+ = \[\n(?:    .*\n)*\]\n)*")


def exported(*options: str) -> list[str]:
    """Every package of every group as `name==version ; marker`, for all platforms and Pythons, in order."""
    return pins_of(["uv", "export", "--all-groups", "--no-hashes", "--no-emit-project", *options])


def built_with(text: str) -> list[str]:
    """The same for the packages that build the project."""
    needs = "\n".join(tomllib.loads(text)["build-system"]["requires"])
    return pins_of(["uv", "pip", "compile", "--universal", "--python-version", "3.11", "-"], needs)


def pins_of(command: list[str], text: str | None = None) -> list[str]:
    """The lines with a version that a uv command prints, in order."""
    command = [*command, "--no-annotate", "--no-header"]
    done = subprocess.run(command, cwd=PROJECT.parent, check=True, capture_output=True, text=True, input=text)
    return sorted(line.strip() for line in done.stdout.splitlines() if "==" in line)


def without_pins(text: str) -> str:
    """The project file without the block of pins."""
    return BLOCK.sub("\n", text).rstrip("\n") + "\n"


def with_pins(text: str, **pins: list[str]) -> str:
    r"""The project file with these pins in place of those that it had.

    >>> print(with_pins("[project]\n", constraint_dependencies=["rich==15.0.0"]), end="")
    [project]
    <BLANKLINE>
    [tool.uv]
    # Written by scripts/pin_versions.py; run it to change a version.
    constraint-dependencies = [
        "rich==15.0.0",
    ]
    """
    # Markers have single quotes inside, so the double ones are free.
    lists = "".join(
        f"{name.replace('_', '-')} = [\n" + "".join(f'    "{pin}",\n' for pin in rows) + "]\n"
        for name, rows in pins.items()
    )
    return f"{without_pins(text)}\n[tool.uv]\n{START}{lists}"


def name_of(pin: str) -> str:
    """The name of the package that a pin is about."""
    return re.split(r"[=;\s]", pin)[0]


def pinned_names(text: str) -> set[str]:
    """The names of the packages that have a pin."""
    pins = tomllib.loads(text).get("tool", {}).get("uv", {}).get("constraint-dependencies", [])
    return {name_of(pin) for pin in pins}


def main() -> int:
    """Write the pins, or check them."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="change nothing; exit with 1 if a pin is missing")
    options = arguments.parse_args()
    text = PROJECT.read_text(encoding="utf-8")
    if options.check:
        missing = sorted({name_of(pin) for pin in exported()} - pinned_names(text))
        if missing:
            print(f"without a pin: {', '.join(missing)}. Run: uv run scripts/pin_versions.py", file=sys.stderr)
        return 1 if missing else 0
    PROJECT.write_text(without_pins(text), encoding="utf-8")
    try:
        pins, build = exported("--upgrade"), built_with(text)
    except subprocess.CalledProcessError as error:
        PROJECT.write_text(text, encoding="utf-8")
        print(f"nothing was pinned, the old pins stay: {error.stderr.strip()}", file=sys.stderr)
        return 1
    PROJECT.write_text(with_pins(text, constraint_dependencies=pins, build_constraint_dependencies=build), "utf-8")
    print(f"pinned {len(pins)} packages and {len(build)} that build the project")
    return 0


if __name__ == "__main__":
    sys.exit(main())
