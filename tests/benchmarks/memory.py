"""What a browser's pages hold in memory, as Linux tells it."""

from __future__ import annotations

import math
from pathlib import Path

PROCESSES = Path("/proc")


def pages_megabytes(profile: str) -> float:
    """Return the megabytes of all pages, with their workers, of the browser that was started with this profile.

    Memory that processes share is divided among them (PSS), so that a page is not charged for the browser itself.
    Elsewhere than on Linux it is not a number.
    """
    if not (PROCESSES / "self" / "smaps_rollup").exists():
        return math.nan
    commands, children = _processes()
    family = [process for process, command in commands.items() if f"--user-data-dir={profile}" in command]
    for process in family:  # grows as its children are found
        family += [child for child in children.get(process, []) if child not in family]
    renderers = (process for process in family if "--type=renderer" in commands[process])
    return sum(_shared_out_kilobytes(process) for process in renderers) / 1000


def _processes() -> tuple[dict[int, list[str]], dict[int, list[int]]]:
    """The command of each process, and its children."""
    commands: dict[int, list[str]] = {}
    children: dict[int, list[int]] = {}
    for folder in PROCESSES.glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            parent = int((folder / "stat").read_text("utf-8").rpartition(") ")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has ended
        commands[int(folder.name)] = command.decode(errors="replace").replace("\0", " ").split()
        children.setdefault(parent, []).append(int(folder.name))
    return commands, children


def _shared_out_kilobytes(process: int) -> int:
    lines = (PROCESSES / str(process) / "smaps_rollup").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
