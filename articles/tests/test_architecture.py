"""Imports point down: a floor of the house may import those below it, never those above or beside it."""

import ast
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parent.parent

FLOORS = [
    {"text", "imaging"},
    {"models", "signals"},
    {"permissions", "renditions"},
    {"publishing", "reading"},
    {"interchange", "search"},
    {"admin", "public", "templatetags"},
    {"apps", "checks", "management"},
]
# Door to the readers: it asks `reading`, so that nothing of the working copy can leak by accident.
ONLY_READING = {"public", "search"}
HIDDEN_FROM_READERS = {"models", "publishing"}
# imaging cleans the words that it finds in files with text's characters; neither knows a model.
BESIDE = {("imaging", "text")}

MODULES = sorted(
    path
    for path in APP.rglob("*.py")
    if not {"tests", "migrations"} & set(path.relative_to(APP).parts) and path != APP / "__init__.py"
)


def room(path: Path) -> str:
    return path.relative_to(APP).parts[0].removesuffix(".py")


def floor(name: str) -> int:
    return next(number for number, names in enumerate(FLOORS) if name in names)


def imported_rooms(path: Path) -> set[str]:
    """The rooms that a module imports from, late imports included."""
    package = ["articles", *path.relative_to(APP).parts[:-1]]
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            whole = [*base, *(node.module.split(".") if node.module else [])]
            names = [[*whole, alias.name] for alias in node.names] if len(whole) == 1 else [whole]
        elif isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
        else:
            continue
        rooms |= {name[1] for name in names if name[0] == "articles" and len(name) > 1}
    return rooms - {room(path)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(APP)))
def test_imports_point_down(path: Path) -> None:
    here = room(path)
    wrong = {there for there in imported_rooms(path) if floor(there) >= floor(here) and (here, there) not in BESIDE}
    assert not wrong


@pytest.mark.parametrize("path", [path for path in MODULES if room(path) in ONLY_READING], ids=str)
def test_the_readers_door_cannot_see_the_desk(path: Path) -> None:
    assert not imported_rooms(path) & HIDDEN_FROM_READERS


@pytest.mark.parametrize("path", [path for path in MODULES if path != APP / "apps.py"], ids=str)
def test_no_import_hides_in_a_function(path: Path) -> None:
    functions = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]
    late = [
        node for function in functions for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not late


def test_every_room_stands_on_a_floor() -> None:
    assert {room(path) for path in MODULES} <= set().union(*FLOORS)
