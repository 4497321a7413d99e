const SUBSCRIPTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'₀₁₂₃₄₅₆₇₈₉'].map((sign, digit) => [sign, String(digit)])),
  ₐ: 'a',
  ₑ: 'e',
  ₖ: 'k',
  ₙ: 'n',
  ₜ: 't',
  ₓ: 'x',
  ᵧ: 'γ',
};
const SUPERSCRIPTS: Readonly<Record<string, string>> = { '⁰': '0', '¹': '1', '²': '2', '³': '3', '′': '′', "'": '′' };
/** Signs that TeX and a keyboard write differently. */
const SAME: Readonly<Record<string, string>> = {
  ϵ: 'ε',
  ϕ: 'φ',
  ϑ: 'θ',
  ϱ: 'ρ',
  '\u0302': '^',
  '\u0304': 'ˉ',
  '∣': '|',
  ℒ: 'calL',
  '\u200b': '',
  '\u00a0': '',
  ' ': '',
};

/** Letters as they are compared: without space, one sign for one letter. */
export const plainText = (text: string): string => [...text.normalize('NFD')].map((c) => SAME[c] ?? c).join('');

/** A symbol in one line, as an equation's tokens are written: `N₁` is `N_1`, `σ²` is `σ^2`. */
export function symbolText(symbol: string): string {
  let text = '';
  let level = '';
  for (const sign of symbol) {
    const low = SUBSCRIPTS[sign];
    const high = SUPERSCRIPTS[sign];
    const now = low !== undefined ? '_' : high !== undefined ? '^' : '';
    if (now !== level) text += now;
    level = now;
    text += low ?? high ?? plainText(sign);
  }
  return text;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Whether a sentence speaks of a symbol; `a` is a word, and not taken for one. */
export function speaksOf(sentence: string, symbol: string): boolean {
  if (symbol === 'a') return false;
  const letters = '\\p{L}\\p{M}';
  const after = `${letters}\\p{N}₀-₉ₐ-ₜ'’′²`;
  return new RegExp(`(?<![${letters}'’])${escaped(symbol)}(?![${after}])`, 'u').test(sentence);
}
