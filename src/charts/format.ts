const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** 12 → ¹², −3 → ⁻³. SVG text is set from these by `setText`, since few fonts hold them. */
export function superscript(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((d) => raised[Number(d)]).join('');
  return exponent < 0 ? `⁻${digits}` : digits;
}

export function powerOfTen(exponent: number): string {
  return `10${superscript(exponent)}`;
}

function grouped(text: string): string {
  const [whole = '', part] = text.split('.');
  const commas = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return part === undefined ? commas : `${commas}.${part}`;
}

function scientific(size: number, digits: number): string {
  const [mantissa = '', exponent = '0'] = size.toExponential(digits - 1).split('e');
  const power = powerOfTen(Number(exponent));
  const short = mantissa.replace(/\.?0+$/, '');
  return short === '1' ? power : `${short} × ${power}`;
}

/** A number as it is shown: 1,778, 0.1015, 7.4 × 10⁻¹³, − as U+2212, – for none. */
export function formatNumber(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  const sign = value < 0 ? '−' : '';
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return `${sign}∞`;
  if (size === 0) return '0';
  if (Number.isInteger(size) && size < 1e7) return sign + grouped(String(size));
  if (size < 1e-3 || size >= 1e6) return sign + scientific(size, Math.min(digits, 2));
  const text = Number(size.toPrecision(digits));
  return sign + grouped(String(text));
}

/** A number on a linear axis: as many decimals as its step needs, the same on every tick. */
export function formatTick(value: number, step: number): string {
  const largest = Math.abs(value);
  if (largest !== 0 && (step < 1e-4 || largest >= 1e7)) return formatNumber(value, 3);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const text = grouped(largest.toFixed(decimals));
  return value < 0 && Number(largest.toFixed(decimals)) !== 0 ? `−${text}` : value === 0 ? '0' : text;
}
