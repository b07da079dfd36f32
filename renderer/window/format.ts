import { locale, t } from '../language/text.ts';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** 138,378 */
export function formatCount(value: number): string {
  return whole.format(value);
}

/** Three significant digits with k, M, G: 15.1 M. */
export function formatMagnitude(value: number): string {
  const units = ['', ' k', ' M', ' G', ' T', ' P'];
  let scaled = value;
  let unit = 0;
  while (Math.abs(scaled) >= 999.5 && unit < units.length - 1) {
    scaled /= 1000;
    unit += 1;
  }
  return `${Number(scaled.toPrecision(3))}${units[unit]}`;
}

/** 452 kFLOPs, 0 FLOPs: a magnitude before its unit. */
export function formatUnit(value: number, unit: string): string {
  const text = formatMagnitude(value);
  return text.includes(' ') ? `${text}${unit}` : `${text} ${unit}`;
}

/** 0.3 MB, 12 KB; decimal units. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${Number((bytes / 1e3).toPrecision(2))} KB`;
  return bytes < 1e9 ? `${Number((bytes / 1e6).toPrecision(2))} MB` : `${Number((bytes / 1e9).toPrecision(3))} GB`;
}

/** 4:24, 1:02:09; whole seconds. */
export function formatClock(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const tail = `${minutes}:${String(rest).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${tail.padStart(5, '0')}` : tail;
}

/** 5 s, 2 min, 1.5 h: for what a template takes. */
export function formatDuration(seconds: number): string {
  if (seconds < 90) return t('{count} s', { count: Math.max(1, Math.round(seconds)) });
  return seconds < 5400 ? t('{count} min', { count: Math.round(seconds / 60) }) : t('{count} h', { count: (seconds / 3600).toFixed(1) });
}

/** A loss or a metric: four decimals, none from 10,000 up, or exponent form where those would say nothing. */
export function formatLoss(value: number | undefined): string {
  if (value === undefined) return '–';
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : '∞';
  const size = Math.abs(value);
  if (size >= 1e4 && size < 1e7) return formatCount(value);
  if (value !== 0 && (size < 1e-3 || size >= 1e4)) return value.toExponential(2).replace('e+', 'e');
  return value.toFixed(size < 100 ? 4 : 1);
}

/** 98.1%, or exponent form where digits would run on: 3.5e16%. */
export function formatPercent(fraction: number | undefined): string {
  if (fraction === undefined || !Number.isFinite(fraction)) return '–';
  if (Math.abs(fraction) >= 1000) return `${(fraction * 100).toExponential(1).replace('e+', 'e')}%`;
  return `${(fraction * 100).toFixed(1)}%`;
}

/** A learning rate as people write it: 0.0015, 1e-5. */
export function formatRate(rate: number): string {
  const rounded = Number(rate.toPrecision(3));
  return rounded !== 0 && rounded < 1e-4 ? rounded.toExponential().replace('e+', 'e') : String(rounded);
}

/** "2 min ago", "Yesterday", "Monday", "14 Nov". */
export function formatAge(time: number, now: number): string {
  const minutes = Math.floor((now - time) / 60_000);
  if (minutes < 1) return t('just now');
  if (minutes < 60) return t('{count} min ago', { count: minutes });
  const days = daysBetween(time, now);
  if (days === 0) return t('{count} h ago', { count: Math.floor(minutes / 60) });
  if (days === 1) return t('Yesterday');
  const date = new Date(time);
  if (days < 7) return date.toLocaleDateString(dateLocale(), { weekday: 'long' });
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return date.toLocaleDateString(dateLocale(), { day: 'numeric', month: 'short', ...(!sameYear && { year: 'numeric' }) });
}

/** "20:31" of today, else "14 Nov, 20:31"; with seconds where moments of one minute are to be told apart. */
export function formatMoment(time: number, { seconds = false } = {}): string {
  const date = new Date(time);
  const today = daysBetween(time, Date.now()) === 0;
  const sameYear = date.getFullYear() === new Date().getFullYear();
  const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', ...(!sameYear && { year: 'numeric' }) };
  return date.toLocaleString(dateLocale(), {
    ...(!today && day),
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
  });
}

/** Dates as the window's language writes them: the day before the month in English. */
function dateLocale(): string {
  return locale() === 'en' ? 'en-GB' : locale();
}

/** Midnights that lie between the two moments. */
function daysBetween(time: number, now: number): number {
  const midnight = (moment: number) => new Date(moment).setHours(0, 0, 0, 0);
  return Math.round((midnight(now) - midnight(time)) / 86_400_000);
}
