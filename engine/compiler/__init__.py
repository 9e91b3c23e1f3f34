"""From text to a plan: load → read → resolve → check → lower. Every problem is collected."""

from engine.compiler.compile import Compiled, compile_journey
from engine.compiler.context import Context, new_context
from engine.compiler.live import LiveWorkspace
from engine.compiler.resolve import JourneySource
from engine.compiler.templates import Template
from engine.compiler.workspace import Workspace, check_text, compile_workspace, read_context

__all__ = [
    "Compiled", "Context", "JourneySource", "LiveWorkspace", "Template", "Workspace", "check_text",
    "compile_journey", "compile_workspace", "new_context", "read_context",
]  # fmt: skip
