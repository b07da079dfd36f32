/** Red, green and blue of a hexadecimal colour, 0 to 255: `#3453c9`, `#fff`. */
export function rgbOf(hex: string): readonly [number, number, number] {
  const digits = hex.replace('#', '');
  const wide = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
  const value = Number.parseInt(wide, 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
