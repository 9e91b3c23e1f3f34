"""The organisation's four documents, edited in the designer. Publishes no journey."""
