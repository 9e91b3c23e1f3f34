"""What the compiler says, in the language of who reads it.

English is what the code itself says. Another language is a book (`spanish*.py`): a sentence for every code,
with the same holes, and phrases for hints and for what the compiler puts into holes. See decision 0012.
"""

from engine.compiler.voice.tell import LANGUAGES, tell

__all__ = ["LANGUAGES", "tell"]
