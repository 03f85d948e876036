"""Reading discussions: posts of a thread, what waits for moderators, a person's conversations."""
