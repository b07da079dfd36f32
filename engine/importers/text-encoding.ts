import { analyse } from 'chardet';
import { type ByteFile, headOf } from './byte-file.ts';
import { type Encoding, encodings } from './table-settings.ts';

const HEAD_BYTES = 2 ** 16;
const PROBES = 16;
const PROBE_BYTES = 2 ** 13;
/** Confidence below which the statistics of letters, out of 100, are hardly better than chance. */
const UNSURE = 50;

/** What the statistics of letters call an encoding where the Encoding Standard has another name or a wider one. */
const widerNames: Readonly<Record<string, Encoding>> = {
  'ISO-8859-1': 'windows-1252',
  'ISO-8859-2': 'windows-1250',
  'ISO-8859-5': 'windows-1251',
  'ISO-8859-7': 'windows-1253',
  'ISO-8859-9': 'windows-1254',
  'ISO-8859-8': 'windows-1255',
  'ISO-8859-6': 'windows-1256',
  ASCII: 'utf-8',
};

/**
 * Guesses the encoding of a text file: its byte order mark, the zeros of UTF-16, valid UTF-8, then the statistics of letters.
 * A file that begins in plain ASCII is probed further inside.
 */
export async function detectEncoding(file: ByteFile): Promise<Encoding> {
  const head = await headOf(file, HEAD_BYTES);
  const told = encodingOfMark(head) ?? utf16WithoutMark(head);
  if (told !== undefined) return told;
  if (!isAscii(head) || file.size <= HEAD_BYTES) return encodingOfBytes(head, file.size <= HEAD_BYTES);
  const gap = Math.floor((file.size - PROBE_BYTES) / PROBES);
  for (let probe = 1; probe <= PROBES; probe++) {
    const bytes = wholeLines(await file.read(Math.max(0, probe * gap), PROBE_BYTES));
    if (!isAscii(bytes)) return encodingOfBytes(bytes, false);
  }
  return 'utf-8';
}

/** Guesses from bytes that begin with a character; `whole` says that they also end with one. */
export function encodingOfBytes(bytes: Uint8Array, whole: boolean): Encoding {
  const told = encodingOfMark(bytes) ?? utf16WithoutMark(bytes);
  if (told !== undefined) return told;
  if (decodes(bytes, 'utf-8', whole)) return 'utf-8';
  const matches = analyse(bytes);
  if ((matches.at(0)?.confidence ?? 0) < UNSURE && isFewHanzi(bytes) && decodes(bytes, 'gb18030', whole)) return 'gb18030';
  const ranked = matches.flatMap(({ name }) => knownEncoding(name));
  return (
    ranked.find((encoding) => encoding !== 'utf-8' && !encoding.startsWith('utf-16') && decodes(bytes, encoding, whole)) ?? 'windows-1252'
  );
}

/**
 * Whether nearly all bytes beyond ASCII come in pairs that are frequent Chinese characters (level 1 of GB 2312), as in a table with a few
 * Chinese names of columns: too little for statistics. Accented letters come one by one.
 */
function isFewHanzi(bytes: Uint8Array): boolean {
  let [pairs, others] = [0, 0];
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] < 0x80) continue;
    const isHanzi = bytes[i] >= 0xb0 && bytes[i] <= 0xd7 && bytes[i + 1] >= 0xa1 && bytes[i + 1] <= 0xfe;
    if (isHanzi) pairs++;
    else others++;
    i++;
  }
  return pairs > 0 && others <= pairs / 4;
}

function encodingOfMark(head: Uint8Array): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Separators, digits and line breaks have a zero as their upper byte in UTF-16 and never in other encodings. */
function utf16WithoutMark(head: Uint8Array): Encoding | undefined {
  const counts = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) counts[i % 2]++;
  const pairs = head.length / 2;
  if (counts[0] + counts[1] < Math.max(2, pairs / 20)) return undefined;
  if (counts[1] > 4 * counts[0]) return 'utf-16le';
  return counts[0] > 4 * counts[1] ? 'utf-16be' : undefined;
}

function knownEncoding(name: string): readonly Encoding[] {
  const wider = widerNames[name] ?? encodings.find((encoding) => encoding === name.toLowerCase());
  return wider === undefined ? [] : [wider];
}

function decodes(bytes: Uint8Array, encoding: Encoding, whole: boolean): boolean {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !whole });
    return !/[\u0080-\u009f\ufffd]/.test(text);
  } catch {
    return false;
  }
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

function wholeLines(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(bytes.indexOf(10) + 1, bytes.lastIndexOf(10) + 1);
}
