"""From scenarios.yaml to scenarios that can be played. A mistake is a diagnostic; a surprise is a result."""

from engine.compiler.scenarios.reading import SCENARIOS_FILE, compile_scenarios, read_scenarios

__all__ = ["SCENARIOS_FILE", "compile_scenarios", "read_scenarios"]
