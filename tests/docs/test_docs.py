"""The docs tell the truth: their commands are run and print what the page says, and every command is documented.

A block that starts with ```console holds commands ("$ whoholds …") and what they print. A line "…" stands for any
lines. The commands run in a copy of the project's examples, 80 columns wide, without colour.
"""

from __future__ import annotations

import copy
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from whoholds.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUN_ELSEWHERE = ("pip install", "uv run pytest", "git clone")  # they set up the very place that this test runs in


def commands(group: click.Group = main, before: str = "") -> dict[str, click.Command]:
    """Every command by its name behind `whoholds`, those of a group by both names: "atlas add"."""
    context = click.Context(group)
    found: dict[str, click.Command] = {}
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        found |= commands(command, f"{before}{name} ") if isinstance(command, click.Group) else {before + name: command}
    return found


COMMANDS = commands()


def sessions() -> list[tuple[str, str]]:
    """Each console block of the docs, with the page that it stands on."""
    return [(page.name, block) for page in PAGES for block in BLOCK.findall(page.read_text(encoding="utf-8"))]


def steps(block: str) -> list[tuple[str, str]]:
    """The commands of a block, each with the output that the page promises."""
    pairs: list[tuple[str, str]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            pairs.append((line[2:], ""))
        elif pairs:
            pairs[-1] = (pairs[-1][0], pairs[-1][1] + line + "\n")
    return pairs


def agrees(promised: str, printed: str) -> bool:
    """Whether the output is what the page promises; a line "…" stands for any lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line) + r"[ ]*\n" for line in promised.splitlines()
    )
    return re.fullmatch(pattern, printed) is not None


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like a fresh clone to a command: the examples are there."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    command = command.removeprefix("pip install uv && ").removeprefix("uv run ")
    return subprocess.run(
        ["sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_the_docs_have_sessions() -> None:
    assert len(sessions()) >= 3


@pytest.mark.parametrize(("page", "block"), sessions(), ids=lambda value: shlex.quote(str(value))[:40])
def test_a_session_prints_what_the_page_says(page: str, block: str, workplace: Path) -> None:
    for command, promised in steps(block):
        if command.startswith(RUN_ELSEWHERE) and "whoholds" not in command:
            continue
        done = run(command, workplace)
        printed = done.stdout + done.stderr
        assert agrees(promised, printed), f"{page}: $ {command}\npromised:\n{promised}\nprinted:\n{printed}"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_with_an_example(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert "Example" in command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts[0]}"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_reference_holds_the_help_of_every_command(name: str) -> None:
    reference = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    command = copy.copy(COMMANDS[name])
    command._help_option = None  # a command keeps the one of its first run, which may have been without "-h"
    context = click.Context(
        command,
        info_name=f"whoholds {name}",
        max_content_width=80,
        terminal_width=80,
        help_option_names=["-h", "--help"],
    )
    help_text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    assert help_text in reference, "Run: uv run scripts/write_reference.py"


def test_the_page_on_your_own_figures_works(workplace: Path) -> None:
    text = (ROOT / "docs/how-to/your-own-figures.md").read_text(encoding="utf-8")
    table = re.search(r"^   ```csv\n(.*?)^   ```$", text, re.MULTILINE | re.DOTALL)
    assert table
    (workplace / "my-atlas").mkdir()
    own = workplace / "my-atlas/estimates.csv"
    own.write_text(re.sub(r"^   ", "", table[1], flags=re.MULTILINE), encoding="utf-8")
    command = "whoholds check examples/syria-2018-12-11.txt --atlas my-atlas"
    assert "61.2% (My own count" in run(command, workplace).stdout.replace("\n      ", " ")

    own.write_text(own.read_text(encoding="utf-8").replace("61.2", "much"), encoding="utf-8")
    refused = run(command, workplace)
    assert refused.returncode == 1
    assert "row 2" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
