"""What somebody states with a source and a date: services of bodies for cities, entries of country cards.

models ← values ← queries ← rules ← actions ← forms ← views; both kinds share all of them.
"""
