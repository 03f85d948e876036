"""Records about the same thing, in whatever language: found, and made one by people."""
