"""`python -m designer_api.contract [folder]`: writes the designer's client, by default where it belongs."""

import sys
from pathlib import Path
from typing import Any

from designer_api.app import create_app
from designer_api.contract.codes import codes_of
from designer_api.contract.document import contract_of
from designer_api.contract.typescript import client_of, types_of
from engine.settings import Settings

HOME = Path(__file__).resolve().parents[2] / "frontend" / "src" / "api" / "generated"


def generate() -> dict[str, str]:
    """File name → text. Needs no database: only the routes are read."""
    document: dict[str, Any] = contract_of(create_app(Settings()))
    return {"types.ts": types_of(document), "server.ts": client_of(document), "codes.ts": codes_of()}


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in generate().items():
        (folder / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"{name}: {len(text.splitlines())} lines\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HOME)
