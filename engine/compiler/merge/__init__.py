"""Two people's edits of one journey brought together, step by step. Texts in, text and clashes out."""

from engine.compiler.merge.merge import Choice, Merged, merge_texts
from engine.compiler.merge.pieces import Block, Piece, pieces_of
from engine.compiler.merge.steps import Clash

__all__ = ["Block", "Choice", "Clash", "Merged", "Piece", "merge_texts", "pieces_of"]
