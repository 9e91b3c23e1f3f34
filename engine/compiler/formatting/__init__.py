"""The canonical text of a document: key order, indentation and quoting; comments and empty lines kept.

`format_text` never changes what a document says: what it wrote is read again and compared.
"""

from engine.compiler.formatting.documents import kind_of
from engine.compiler.formatting.format import Formatted, format_text, reprint

__all__ = ["Formatted", "format_text", "kind_of", "reprint"]
