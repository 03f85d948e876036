"""What the interface takes and gives: the schemas of its document, and how rows become them."""
