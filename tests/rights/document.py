"""The rights matrix as a page of the reference, generated from the rules."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from tests.rights.deeds import DEEDS, table
from tests.rights.people import ROLES
from tests.rights.world import World

FILE = Path(__file__).resolve().parents[2] / "docs/reference/rights.md"
CELLS = {"yes": "yes", "own": "own", "others": "others’", "": "–"}
START = """# Rights

Who may do what. This page is generated from the rules the site asks (`rules.py` of each app) by
`tools/write_rights.py`; a test fails when it is out of date. Another test walks every address and every operation of
the interface in every role, for own and for foreign objects, and compares the answers with this table.

## How to read it

| cell | meaning |
|---|---|
| yes | for every object, or where there is nothing to own |
| own | for what is one's own: see the roles below |
| others’ | only for what is somebody else's |
| – | not at all |

| role | who it is | what is its own |
|---|---|---|
| Visitor | anybody, without an account | nothing |
| Signed in, no organization | a person with an account and nothing else | what belongs to the person alone |
| Member | acts for an organization in contacts | what belongs to the organization, and what the person wrote |
| Editor | writes for an organization | the same |
| Administrator | an editor who also manages the people of the organization | the same |
| Curator | of a national association, for one country | what belongs to the country or is in its language |
| Deputy | stands in for a reviewing body from one day to another | what belongs to the country of the body |
| Secretariat | a curator of no single country | everything |
| Translator | interprets and translates | – |
| Organizer | makes events | – |
| Operator | runs the installation | everything |

A person may hold several roles and may then do what any of them may. Editors of a body that was named as the reviewing
body of a country review as its curators do. Nobody reviews a rendering they wrote, and nobody moderates their own post,
whatever their role. In the rows on renderings and terms, own means that the text is in, or goes with, one's country.
An operator may grant themselves any role,
and every grant stands in the audit trail.
"""


def written(world: World) -> str:
    """The whole page."""
    cells = table(world)
    parts = [START]
    for area, deeds in groupby(DEEDS, key=lambda deed: DEEDS[deed].area):
        parts.append(f"\n## {area}\n\n| | {' | '.join(ROLES.values())} |\n|---|{'---|' * len(ROLES)}\n")
        parts += [
            f"| {DEEDS[deed].words} | {' | '.join(CELLS[cells[deed][role]] for role in ROLES)} |\n"
            for deed in deeds
        ]
    return "".join(parts)
