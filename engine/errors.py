"""The one exception tree.

    EngineError
    ├── NotFound            there is no such thing (404)
    ├── Conflict            the world moved meanwhile (409)
    ├── Refused             the input cannot be taken; says why and where (422)
    ├── Forbidden           this role may not (403)
    └── Unavailable         a part is down; try again (503)

Diagnostics are values and expected outcomes are results: neither is raised. Texts never hold patient
data. One file in designer_api maps these to `application/problem+json`.
"""


class EngineError(Exception):
    """Carries a permanent kebab-case `code` and a sentence a person can act on."""

    status = 500

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class NotFound(EngineError):
    status = 404


class Conflict(EngineError):
    status = 409


class Refused(EngineError):
    status = 422


class Forbidden(EngineError):
    status = 403


class Unavailable(EngineError):
    status = 503
