import type { BlockValues, Collector, Draft } from './collector.ts';

/** Characters that are told. */
const TOLD = 50;

/** How often each character of texts comes: there are at most 1,114,112 of them, however many texts there are. */
export class CharactersCollector implements Collector {
  private readonly counts = new Map<number, number>();

  first({ samples, values, offsets = new Uint32Array(1) }: BlockValues): void {
    const { counts } = this;
    const bytes = Uint8Array.from(values, Number);
    const decoder = new TextDecoder();
    for (let sample = 0; sample < samples; sample += 1) {
      for (const character of decoder.decode(bytes.subarray(offsets[sample], offsets[sample + 1]))) {
        const point = character.codePointAt(0) ?? 0;
        counts.set(point, (counts.get(point) ?? 0) + 1);
      }
    }
  }

  report({ characters }: Draft): void {
    const sorted = [...this.counts].sort(([a, times], [b, others]) => others - times || a - b);
    for (const [point, count] of sorted.slice(0, TOLD)) characters.push({ text: String.fromCodePoint(point), count });
  }
}
