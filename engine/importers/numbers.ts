const infinite = /^([+-]?)(inf|infinity|∞)$/i;

/** The number that a text writes, `undefined` where it is none. Hexadecimal, grouped digits and units are no numbers. */
export function numberOf(text: string, decimal: '.' | ','): number | undefined {
  const trimmed = text.trim();
  const code = trimmed.charCodeAt(0);
  // Digits, signs, points, "inf" and the infinity sign; most texts end here.
  if (!((code >= 43 && code <= 57) || code === 73 || code === 105 || code === 8734)) return undefined;
  const written = decimal === ',' && trimmed.includes(',') ? (trimmed.includes('.') ? '' : trimmed.replace(',', '.')) : trimmed;
  const value = Number(written);
  if (!Number.isNaN(value) && written !== '' && !hasRadix(written)) return value;
  const match = infinite.exec(trimmed);
  return match === null ? undefined : match[1] === '-' ? -Infinity : Infinity;
}

/** 0x1f, 0b1 and 0o7, which `Number` takes as well. */
function hasRadix(written: string): boolean {
  return written.charCodeAt(1) > 57 && /^0[xbo]/i.test(written);
}
