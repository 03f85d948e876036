"""What the pages of this app show, in the reader's language."""

from tricity.elsewhere.digests.overview import Overview, overview
from tricity.elsewhere.digests.preview import Preview, preview
from tricity.elsewhere.digests.recordings import Proposal, proposals

__all__ = ["Overview", "Preview", "Proposal", "overview", "preview", "proposals"]
