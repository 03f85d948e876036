"""What a site's robots.txt allows us."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

from tricity.harvest.fetching.addresses import Target

AGENT = "tricity"
MOST_CHARACTERS = 200_000


def parsed(text: str) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(text[:MOST_CHARACTERS].splitlines())
    parser.modified()
    return parser


def allows(text: str, target: Target) -> bool:
    """Whether the rules let us read the address; an empty file allows everything."""
    return parsed(text).can_fetch(AGENT, f"{target.site}{target.path}")


def delay_of(text: str) -> float:
    """Seconds the rules ask for between two requests, at most 60; 0 where they say nothing."""
    delay = parsed(text).crawl_delay(AGENT)
    return min(60.0, float(delay)) if delay else 0.0
