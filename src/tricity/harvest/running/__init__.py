"""A harvest under way: page by page, each entry a draft."""
