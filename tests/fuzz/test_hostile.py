"""Files of the nastiest kind: a quarter of a megabyte of one piece, which simple parsers take minutes for."""

import time

import pytest

from tests.fuzz.rooms import ROOMS

SIZE = 250_000
MARKUP = ("<!--", "<![CDATA[", "<?", "<!", "<a ", "<a x='", "<", "&", "</", "<br/", "<mj-text>", "{# ", ">é")
YAML = ("[", "{", "- ", "? ", ": ", "&a ", "*a ", "!!x ", "'", '"', "a: ", "\\", "|\n", "#", "\t", "\x85")


@pytest.mark.parametrize("piece", MARKUP)
def test_a_message_of_one_piece_is_answered_within_seconds(piece: str) -> None:
    _answered("mjml", "<mj-body>" + piece * (SIZE // len(piece)))


@pytest.mark.parametrize("piece", YAML)
def test_a_document_of_one_piece_is_answered_within_seconds(piece: str) -> None:
    _answered("journey", "steps: " + piece * (SIZE // len(piece)))


def _answered(room: str, text: str) -> None:
    start = time.process_time()
    ROOMS[room].read(text)
    assert time.process_time() - start < 2.0  # one on a machine that does nothing else
