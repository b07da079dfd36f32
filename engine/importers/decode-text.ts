import type { ByteStream } from './byte-file.ts';
import { fileError } from './failure.ts';
import type { Encoding } from './table-settings.ts';

/**
 * Decodes a file as it is read, with all line breaks as `\n` and without a byte order mark.
 * Throws `bad-encoding` naming line and byte where the bytes are no text of that encoding.
 */
export async function* decodeText(stream: ByteStream, encoding: Encoding, file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let [lines, bytes, held] = [1, 0, ''];
  const fault = (chunk: Uint8Array): Error => {
    const sound = soundPrefix(chunk, encoding);
    const breaks = countBreaks(softDecode(chunk.subarray(0, sound), encoding));
    return fileError(
      'bad-encoding',
      file,
      { line: lines + breaks, byte: bytes + sound },
      `the bytes are no text in ${encoding}. Choose the encoding that the file was saved in, or save it as UTF-8.`,
    );
  };
  for await (const chunk of stream) {
    const text =
      held +
      decodeOr(
        () => decoder.decode(chunk, { stream: true }),
        () => fault(chunk),
      );
    held = text.endsWith('\r') ? '\r' : '';
    const unified = unifyBreaks(held === '' ? text : text.slice(0, -1));
    lines += countBreaks(unified);
    bytes += chunk.length;
    if (unified !== '') yield unified;
  }
  const rest = unifyBreaks(
    held +
      decodeOr(
        () => decoder.decode(),
        () => fault(new Uint8Array(0)),
      ),
  );
  if (rest !== '') yield rest;
}

/** Lines of a file, some at a time, and the number of the first of them. Throws `file-limit` for a line beyond `limit` characters. */
export async function* linesOf(
  texts: AsyncIterable<string>,
  file: string,
  limit: number,
): AsyncGenerator<{ readonly first: number; readonly lines: readonly string[] }> {
  let [first, rest] = [1, ''];
  for await (const text of texts) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    const tooLong = lines.findIndex((line) => line.length > limit);
    if (tooLong >= 0 || rest.length > limit) throw longLine(file, first + (tooLong >= 0 ? tooLong : lines.length), limit);
    if (lines.length > 0) yield { first, lines };
    first += lines.length;
  }
  if (rest !== '') yield { first, lines: [rest] };
}

function longLine(file: string, line: number, limit: number): Error {
  return fileError(
    'file-limit',
    file,
    { line },
    `at most ${limit} characters are read as one line, this one is longer. Is it the right kind of file?`,
  );
}

function decodeOr(decode: () => string, fault: () => Error): string {
  try {
    return decode();
  } catch {
    throw fault();
  }
}

/** Number of the first bytes of a chunk that decode; a character that began before the chunk is passed over. */
function soundPrefix(chunk: Uint8Array, encoding: Encoding): number {
  let begin = 0;
  if (encoding === 'utf-8') while (begin < 3 && (chunk[begin] & 0xc0) === 0x80) begin++;
  let [sound, faulty] = [begin, chunk.length];
  while (faulty - sound > 1) {
    const middle = (sound + faulty) >> 1;
    if (decodes(chunk.subarray(begin, middle), encoding)) sound = middle;
    else faulty = middle;
  }
  return Math.min(sound, chunk.length);
}

function decodes(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function softDecode(bytes: Uint8Array, encoding: Encoding): string {
  return unifyBreaks(new TextDecoder(encoding).decode(bytes));
}

function unifyBreaks(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
}

export function countBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
