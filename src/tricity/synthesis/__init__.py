"""Topics, overlaps, matches and candidate joint projects from records in several languages.

Pure: no Django, no database, no network. The same records give the same result whatever their order; every finding
cites the words of the originals it rests on, and nothing orders or grades cities or countries.
"""

from tricity.synthesis.analysis import (
    AnalyzedRecord,
    Part,
    Progress,
    analyze,
    analyze_organization,
    analyze_record,
    collection_statistics,
)
from tricity.synthesis.composing import Composer
from tricity.synthesis.decisions import Before, Decision, Deed, Settled, read_decisions, settle
from tricity.synthesis.emergent import Emergence, beside_named, find_emergent, one_sided, read_emergent
from tricity.synthesis.engines import Carrier, analyze_on
from tricity.synthesis.errors import (
    BadRecord,
    ClusterUnreachable,
    EngineMissing,
    EngineUnavailable,
    SynthesisError,
)
from tricity.synthesis.evidence import quotation_for
from tricity.synthesis.files import synthesize_files
from tricity.synthesis.identity import Changed, Changes, Known, Merged, Split, follow, read_previous
from tricity.synthesis.matches import find_matches
from tricity.synthesis.opportunities import propose_opportunities
from tricity.synthesis.overlaps import find_overlaps
from tricity.synthesis.parallel import analyze_by
from tricity.synthesis.peer_values import Ahead, PeerReason, Peers, PeerSide
from tricity.synthesis.peers import find_peers
from tricity.synthesis.reading import read_files, read_organizations, read_records
from tricity.synthesis.records import (
    Deployment,
    Horizon,
    Kind,
    Organization,
    Participant,
    Priority,
    Record,
    Status,
)
from tricity.synthesis.result import Synthesis, synthesize, synthesize_analyzed
from tricity.synthesis.supporters import AnalyzedOrganization, analyze_organizations
from tricity.synthesis.topics import TopicModel, assign_topics
from tricity.synthesis.values import (
    Cell,
    EmergentTopic,
    Match,
    MatchKind,
    MatchReason,
    Opportunity,
    OverlapRow,
    Overlaps,
    Quotation,
    RecordFacts,
    Sentence,
    Supporter,
    SupportReason,
    TopicAssignment,
    TopicReason,
    Via,
)

__all__ = [
    "Ahead",
    "AnalyzedOrganization",
    "AnalyzedRecord",
    "BadRecord",
    "Before",
    "Carrier",
    "Cell",
    "Changed",
    "Changes",
    "ClusterUnreachable",
    "Composer",
    "Decision",
    "Deed",
    "Deployment",
    "Emergence",
    "EmergentTopic",
    "EngineMissing",
    "EngineUnavailable",
    "Horizon",
    "Kind",
    "Known",
    "Match",
    "MatchKind",
    "MatchReason",
    "Merged",
    "Opportunity",
    "Organization",
    "OverlapRow",
    "Overlaps",
    "Part",
    "Participant",
    "PeerReason",
    "PeerSide",
    "Peers",
    "Priority",
    "Progress",
    "Quotation",
    "Record",
    "RecordFacts",
    "Sentence",
    "Settled",
    "Split",
    "Status",
    "SupportReason",
    "Supporter",
    "Synthesis",
    "SynthesisError",
    "TopicAssignment",
    "TopicModel",
    "TopicReason",
    "Via",
    "analyze",
    "analyze_by",
    "analyze_on",
    "analyze_organization",
    "analyze_organizations",
    "analyze_record",
    "assign_topics",
    "beside_named",
    "collection_statistics",
    "find_emergent",
    "find_matches",
    "find_overlaps",
    "find_peers",
    "follow",
    "one_sided",
    "propose_opportunities",
    "quotation_for",
    "read_decisions",
    "read_emergent",
    "read_files",
    "read_organizations",
    "read_previous",
    "read_records",
    "settle",
    "synthesize",
    "synthesize_analyzed",
    "synthesize_files",
]
