import fc from 'fast-check';

type Mutation =
  | { readonly kind: 'set'; readonly at: number; readonly value: number }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'remove'; readonly at: number; readonly length: number }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'repeat'; readonly at: number; readonly length: number };

/** Places are fractions of the length, many of them near the ends, where headers and footers are. */
const place = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 0.02, noNaN: true }),
  fc.double({ min: 0.9, max: 1, noNaN: true }),
);
const value = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 1, 127, 128, 255));

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('set'), at: place, value }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut'), at: place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove'), at: place, length: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('insert'), at: place, bytes: fc.uint8Array({ minLength: 1, maxLength: 16 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('repeat'), at: place, length: fc.integer({ min: 1, max: 200 }) }) },
);

/** A valid file with some bytes changed, left out, added or repeated. */
export function mutated(valid: Uint8Array): fc.Arbitrary<Uint8Array> {
  return fc.array(mutation, { minLength: 1, maxLength: 6 }).map((mutations) => mutations.reduce(mutate, valid));
}

function mutate(bytes: Uint8Array, change: Mutation): Uint8Array {
  const at = Math.min(Math.floor(change.at * bytes.length), Math.max(0, bytes.length - 1));
  switch (change.kind) {
    case 'set':
      return bytes.map((byte, i) => (i === at ? change.value : byte));
    case 'cut':
      return bytes.slice(0, at);
    case 'remove':
      return spliced(bytes, at, change.length, new Uint8Array(0));
    case 'insert':
      return spliced(bytes, at, 0, change.bytes);
    case 'repeat':
      return spliced(bytes, at, 0, bytes.subarray(at, at + change.length));
  }
}

function spliced(bytes: Uint8Array, at: number, removed: number, added: Uint8Array): Uint8Array {
  const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at + removed)];
  const result = new Uint8Array(head.length + added.length + tail.length);
  result.set(head);
  result.set(added, head.length);
  result.set(tail, head.length + added.length);
  return result;
}
