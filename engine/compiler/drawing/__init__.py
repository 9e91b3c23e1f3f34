"""Pictures of a journey document: SVG that stands alone, and Mermaid. Layout is computed, never stored."""

from engine.compiler.drawing.mermaid import draw_mermaid
from engine.compiler.drawing.svg import draw_svg

__all__ = ["draw_mermaid", "draw_svg"]
