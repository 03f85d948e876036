"""Records of one language joined to those that say nearly the same.

To compare each with each grows with the square of their number. Here a record is compared with a few of those that have
one of its heaviest terms, drawn by digests: of a rare term all, of a common one enough for what belongs together to hang
together. The work is in proportion to the number of records.
"""

from typing import Final

import numpy as np
from scipy import sparse

from tricity.synthesis.emergent.rows import Ints, Matrix, heaviest

SOUGHT_BY: Final = 20  # heaviest terms of a record that others are sought by
COMPARED_BY: Final = 48  # heaviest terms that likeness is made of: the others change little and cost much
DRAWN: Final = 6  # others looked at for one term, on either side
NEAREST: Final = 10  # others a record is joined to
LEAST_ALIKE: Final = 0.12  # cosine
COMMON: Final = 0.15  # of all records: a term that more have joins nothing
FEW: Final = 8  # but no term is common that fewer have
_BLOCK: Final = 20_000  # pairs multiplied at a time, to bound memory
_DECIMALS: Final = 6


def likeness_graph(rows: Matrix, digests: Ints, term_digests: Ints) -> Matrix:
    """Return a symmetric matrix of cosines: each row with those nearest to it of those looked at."""
    count = rows.shape[0]
    first, second = looked_at(rows, digests, term_digests)
    rows = heaviest(rows, COMPARED_BY)
    alike = np.concatenate(
        [np.zeros(0)]
        + [
            np.asarray(
                rows[first[at : at + _BLOCK]].multiply(rows[second[at : at + _BLOCK]]).sum(axis=1)
            ).ravel()
            for at in range(0, len(first), _BLOCK)
        ]
    )
    alike = np.round(alike, _DECIMALS)
    kept = alike >= LEAST_ALIKE
    first, second, alike = first[kept], second[kept], alike[kept]
    one, other, both = (
        np.concatenate((first, second)),
        np.concatenate((second, first)),
        np.concatenate((alike, alike)),
    )
    order = np.lexsort((other, -both, one))
    one, other, both = one[order], other[order], both[order]
    starts = np.searchsorted(one, np.arange(count))
    near = np.arange(len(one)) - starts[one] < NEAREST
    graph = sparse.csr_matrix((both[near], (one[near], other[near])), shape=(count, count))
    joined = graph.maximum(graph.T).tocsr()
    joined.sort_indices()
    return joined


def looked_at(rows: Matrix, digests: Ints, term_digests: Ints) -> tuple[Ints, Ints]:
    """Return pairs of rows to look at, the lesser first, each once."""
    rows = heaviest(rows, SOUGHT_BY)
    count = rows.shape[0]
    owners = np.repeat(np.arange(count, dtype=np.int64), np.diff(rows.indptr))
    terms = rows.indices.astype(np.int64)
    uses = np.bincount(terms, minlength=rows.shape[1])
    telling = uses[terms] <= max(FEW, COMMON * count)
    owners, terms = owners[telling], terms[telling]
    drawn = ((digests[owners] ^ term_digests[terms]) * 2654435761) % (1 << 32)
    order = np.lexsort((owners, drawn, terms))
    owners, terms = owners[order], terms[order]
    found = [np.zeros(0, np.int64)]
    for step in range(1, DRAWN + 1):
        same = terms[:-step] == terms[step:]
        one, other = owners[:-step][same], owners[step:][same]
        found.append(np.minimum(one, other) * count + np.maximum(one, other))
    pairs = np.unique(np.concatenate(found))
    return pairs // max(1, count), pairs % max(1, count)
