"""What is new, for feed readers: Atom (RFC 4287)."""
