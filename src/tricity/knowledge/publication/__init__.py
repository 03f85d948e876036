"""What belongs to publishing a record and not to its content: versions, remarks, criteria, who reviews."""
