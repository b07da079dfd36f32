export type DateOrder = 'dmy' | 'mdy';

const time = String.raw`(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?`;
const yearFirst = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${time}$`);
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})${time}$`);
const chinese = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/;

/**
 * Milliseconds since 1970 of a date, taken as UTC where it names no zone; `undefined` where the text is none or the day doesn't exist.
 * Years come first (2026-01-31, 2026/1/31, 2026年1月31日) or last, then with the day before the month unless `order` says otherwise.
 */
export function dateOf(text: string, order: DateOrder = 'dmy'): number | undefined {
  const trimmed = text.trim();
  const code = trimmed.charCodeAt(0);
  if (!(code >= 48 && code <= 57) || trimmed.length < 8 || trimmed.length > 40) return undefined;
  const first = yearFirst.exec(trimmed) ?? chinese.exec(trimmed);
  if (first !== null) return milliseconds(first[1], first[2], first[3], first.slice(4));
  const last = yearLast.exec(trimmed);
  if (last === null) return undefined;
  const [day, month] = order === 'dmy' ? [last[1], last[3]] : [last[3], last[1]];
  return milliseconds(last[4], month, day, last.slice(5));
}

function milliseconds(year: string, month: string, day: string, [hour, minute, second, fraction, zone]: readonly (string | undefined)[]) {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const midnight = new Date(0);
  midnight.setUTCFullYear(y, m - 1, d);
  if (midnight.getUTCMonth() !== m - 1 || midnight.getUTCDate() !== d) return undefined;
  const [h, min, s] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)];
  if (h > 23 || min > 59 || s > 60) return undefined;
  const clock = ((h * 60 + min) * 60 + s) * 1000 + Number(`0.${fraction ?? 0}`) * 1000;
  return midnight.getTime() + clock - offsetMinutes(zone) * 60_000;
}

function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}
