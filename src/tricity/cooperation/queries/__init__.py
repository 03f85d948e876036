"""Reading cooperation: the newest run, candidates, matches, and who wrote to whom."""

from tricity.cooperation.queries.interests import (
    addressed_to,
    interests_of,
    matched_among,
    received_by,
    recipients_of,
    sent_by,
    sent_lately,
    similar_interest,
)
from tricity.cooperation.queries.opportunities import (
    cited_cities,
    evidence_of,
    in_countries,
    naming,
    public_opportunities,
    visible_opportunities,
)
from tricity.cooperation.queries.runs import (
    latest_run,
    matches_between,
    matches_of_record,
    overlap_row,
    overlap_rows,
    peers_of_record,
    told_in_time,
)

__all__ = [
    "addressed_to",
    "cited_cities",
    "evidence_of",
    "in_countries",
    "interests_of",
    "latest_run",
    "matched_among",
    "matches_between",
    "matches_of_record",
    "naming",
    "overlap_row",
    "overlap_rows",
    "peers_of_record",
    "public_opportunities",
    "received_by",
    "recipients_of",
    "sent_by",
    "sent_lately",
    "similar_interest",
    "told_in_time",
    "visible_opportunities",
]
