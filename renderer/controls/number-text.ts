const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** The number that a text says, in plain or scientific notation (`1e-4`); undefined where it says none, or none that is finite. */
export function numberIn(text: string): number | undefined {
  const plain = text.trim().replace(/^−/, '-');
  const number = NUMBER.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(number) ? number : undefined;
}
