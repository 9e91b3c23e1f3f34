"""Several streams of one browser over one connection."""
