"""What curators decided on candidates, kept as an input of every later run."""
