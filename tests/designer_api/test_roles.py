"""The lowest role of every operation, pinned: a route that lets in more people than before is seen in review.

Whoever adds an operation, or changes who may call it, writes it into roles.json by hand, on purpose.
"""

import json
from pathlib import Path

from designer_api.contract.routes import facts_of
from tests.designer_api.conftest import Api

TABLE = Path(__file__).with_name("roles.json")


async def test_every_operation_has_the_role_that_was_agreed_on(api: Api) -> None:
    agreed: dict[str, str] = json.loads(TABLE.read_text("utf-8"))
    today = {name: facts.role for name, facts in facts_of(api.app).items()}
    moved = [
        f"{name}: {agreed.get(name, 'not in the table')} -> {today.get(name, 'no operation any more')}"
        for name in sorted(agreed.keys() | today.keys())
        if agreed.get(name) != today.get(name)
    ]
    assert moved == [], f"is this meant? Then write it into {TABLE.name}"


def test_the_table_is_sorted_so_that_changes_are_one_line() -> None:
    names = list(json.loads(TABLE.read_text("utf-8")))
    assert names == sorted(names)
