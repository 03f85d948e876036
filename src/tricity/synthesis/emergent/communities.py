"""Groups of a graph that hang together: label propagation (Raghavan, Albert and Kumara 2007), the same in every run.

Every node takes the label that its neighbours give most weight to, in order of the nodes, until none changes. Linear in the
number of edges, with no number of groups to choose.
"""

from typing import Final

import numpy as np

from tricity.synthesis.emergent.rows import Ints, Matrix

ROUNDS: Final = 20


def communities(graph: Matrix) -> Ints:
    """Return the group of each node, numbered in order of their first nodes."""
    count = graph.shape[0]
    labels = list(range(count))
    starts, others, weights = graph.indptr.tolist(), graph.indices.tolist(), graph.data.tolist()
    for _ in range(ROUNDS):
        changed = 0
        for node in range(count):
            sums: dict[int, float] = {}
            for at in range(starts[node], starts[node + 1]):
                label = labels[others[at]]
                sums[label] = sums.get(label, 0.0) + weights[at]
            if not sums:
                continue
            best = max(sums.values()) - 1e-9
            if sums.get(labels[node], 0.0) < best:
                labels[node] = min(label for label, weight in sums.items() if weight >= best)
                changed += 1
        if not changed:
            break
    return np.unique(np.array(labels, np.int64), return_inverse=True)[1].astype(np.int64)
