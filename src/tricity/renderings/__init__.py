"""The page where people put texts into other languages: with terms, memory, engines, review and an official stamp."""
