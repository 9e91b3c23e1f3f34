"""The language server behind `careloom lsp`: problems, completion, hover, jumping, renaming, formatting.

Everything but `wire` is plain logic over texts; only `wire` knows pygls and the protocol's own types.
"""
