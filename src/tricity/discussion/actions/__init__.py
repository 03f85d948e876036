"""What people do in discussions: post, follow, report, moderate, block, write to each other."""
