"""The API as a document: what Litestar knows of the routes, completed by what every route shares.

`contract_of(app)` is what `/api/schema` answers, what the designer's client is generated from, and what the
tests hold the running server to.
"""

from designer_api.contract.document import contract_of

__all__ = ["contract_of"]
