"""The built designer: files under /assets for ever, else the one page. And the security headers."""

import asyncio
import gzip
import mimetypes
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from litestar import MediaType, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.types import Message, Scope

from designer_api.access.roles import PUBLIC

_NAMES_FILES: Final = (
    "/drafts/"  # the designer draws pages whose addresses end in the name of a message's file
)
_PACKS: Final = re.compile(r"text/|application/(json|javascript)|image/svg")  # what grows smaller
_NOT_BUILT: Final = (
    "<!doctype html><meta charset=utf-8><title>Careloom</title><p style='font:16px system-ui;margin:3rem'>"
    "The designer has not been built yet. Run <code>make run</code>, or <code>make front</code>."
)
CSP: Final = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " font-src 'self' data:; connect-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'"
)
SECURITY_HEADERS: Final = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}
_RAW: Final = [(name.lower().encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]


async def add_security_headers(message: Message, _: Scope) -> None:
    """To every answer, errors included, unless a page has set its own, stricter ones."""
    if message["type"] == "http.response.start":
        known = {name for name, _ in message["headers"]}
        message["headers"] = [*message["headers"], *(each for each in _RAW if each[0] not in known)]


@get(["/", "/{path:path}"], **PUBLIC, include_in_schema=False)
async def designer(request: Request[Any, Any, Any], path: FromPath[str] = "") -> Response[Any]:
    """A file of the build, or the page itself for every address the designer draws."""
    if path.startswith(("/api/", "/l/", "/portal/")):
        raise NotFoundException("There is nothing at this address.")
    packed = "gzip" in request.headers.get("accept-encoding", "")
    return await asyncio.to_thread(_find, request.app.state.settings.frontend_dir, path, packed)


def _find(root: Path, path: str, packed: bool) -> Response[Any]:
    file = _below(root, path.lstrip("/"))
    if file is not None:
        return _file(file, packed, forever="/assets/" in path)
    if "." in Path(path).name and not path.startswith(_NAMES_FILES):
        raise NotFoundException("There is no such file.")
    index = root / "index.html"
    if not index.is_file():
        return Response(_NOT_BUILT, media_type=MediaType.HTML, status_code=503)
    return _file(index, packed, forever=False)


def _below(root: Path, path: str) -> Path | None:
    """The file of that name, unless it leads out of the folder or is no name that a file can have."""
    try:
        file = (root / path).resolve()
        return file if file.is_relative_to(root.resolve()) and file.is_file() else None
    except (OSError, ValueError):
        return None


def _file(file: Path, packed: bool, *, forever: bool) -> Response[bytes]:
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    cache = "public, max-age=31536000, immutable" if forever else "no-cache"
    headers = {"Cache-Control": cache, "Vary": "Accept-Encoding"}
    if not packed or not _PACKS.match(kind):
        return Response(file.read_bytes(), media_type=kind, headers=headers)
    return Response(
        _packed(file, file.stat().st_mtime_ns),
        media_type=kind,
        headers=headers | {"Content-Encoding": "gzip"},
    )


@lru_cache(maxsize=200)
def _packed(file: Path, _changed: int) -> bytes:
    """A build is a few megabytes of files that never change: each is packed once."""
    return gzip.compress(file.read_bytes(), mtime=0)
