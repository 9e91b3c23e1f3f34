"""Makes a message safe for DATA: CRLF line ends only, dots doubled, one end (RFC 5321 4.5.2)."""

END = b".\r\n"


def transparent(content: bytes) -> bytes:
    """`content` with bare CR and LF turned into CRLF, leading dots doubled and a final CRLF.

    No sequence that some server might take for the end (`\\n.\\n`, `\\r.\\r`, `\\n.\\r\\n`) is left.
    """
    ends = content.count(b"\r\n")
    if content.count(b"\n") != ends or content.count(b"\r") != ends:
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")
    if content.startswith(b"."):
        content = b"." + content
    content = content.replace(b"\r\n.", b"\r\n..")
    return content if content.endswith(b"\r\n") or not content else content + b"\r\n"
