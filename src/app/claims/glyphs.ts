/** The mark of each verdict; it tells them apart without colour. */
export const GLYPHS = { holds: '✓', 'does not hold here': '✕', 'not measured': '◌' } as const;
