/** More columns than this are no table but a mistake, such as a file without line breaks. */
export const MAX_COLUMNS = 100_000;

/** Characters of one row of a table; a longer one is mostly a quote that is never closed. */
export const MAX_ROW_CHARACTERS = 2 ** 24;

/** Bytes of a file that has to be read whole: a picture, a JSON array, a pickle. */
export const MAX_WHOLE_FILE = 2 ** 28;

/** Entries of a folder or archive. */
export const MAX_ENTRIES = 2_000_000;

/** Pixels of one picture: 8,192 × 8,192. */
export const MAX_PIXELS = 2 ** 26;

/** Dimensions of a tensor, as numpy allows. */
export const MAX_RANK = 64;

/** Nodes and edges of a graph, which lies in memory. */
export const MAX_GRAPH_NODES = 10_000_000;
export const MAX_GRAPH_EDGES = 100_000_000;

/** Deflate can't pack better than 1 to 1,032; a header that claims more lies. */
export const MAX_DEFLATE_RATIO = 1032;
