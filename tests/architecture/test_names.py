"""A module is named after what it holds; a name that could hold anything will."""

from tests.architecture.source import name, sources

FORBIDDEN = {"utils", "util", "common", "helpers", "helper", "base", "manager", "misc", "shared", "core"}


def test_no_module_has_a_name_that_could_hold_anything():
    found = [
        name(path)
        for path in sources(
            ".py", ".ts", ".tsx", rooms=("engine", "activities", "designer_api", "infra", "frontend")
        )
        if FORBIDDEN & {part.partition(".")[0].lower() for part in path.parts[-3:]}
    ]
    assert found == []


def test_every_python_module_says_what_it_is_for():
    rooms = ("engine", "activities", "designer_api", "infra")
    silent = [
        name(path)
        for path in sources(".py", rooms=rooms)
        if path.read_text().strip() and not path.read_text().lstrip().startswith(('"""', 'r"""', "# "))
    ]
    assert silent == []
