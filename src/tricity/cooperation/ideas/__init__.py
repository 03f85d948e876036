"""Ideas that people of any body propose: joint projects and visions, discussed, supported, taken on."""
