"""Serves the completed document; made once, when somebody first asks."""

from typing import Any

from litestar import Request
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.serialization import encode_json

from designer_api.contract.document import contract_of


class ContractPlugin(JsonRenderPlugin):
    """In Litestar's place for a rendering of its own document, which lacks what `contract_of` adds."""

    _made: bytes = b""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        if not self._made:
            self._made = encode_json(contract_of(request.app))
        return self._made
