/** record.db, version 14: links are also found by their anchor, so that a run need not read all of them. Frozen. */
export const linksByAnchor = 'CREATE INDEX links_by_anchor ON links (anchor)';
