"""No file and no function grows until nobody reads it (STYLE: one file that ate its lifecycle)."""

import ast

from tests.architecture.source import name, sources

LONGEST_FILE = 500
LONGEST_FUNCTION = 60


def test_no_file_is_longer_than_500_lines():
    lengths = {
        name(path): len(path.read_text().splitlines())
        for path in sources(".py", ".ts", ".tsx", ".css")
        if "/generated/" not in name(path)  # nobody reads or edits those
    }
    assert len(lengths) > 50, "the walk finds our sources"
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_60_lines():
    too_long = {}
    for path in sources(".py"):
        if "migrations/versions" in name(path):
            continue  # a list of tables reads better unbroken
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    too_long[f"{name(path)}:{node.lineno} {node.name}"] = lines
    assert too_long == {}
