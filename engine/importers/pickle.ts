import { fileError } from './failure.ts';

/** What a class of Python would have been made of: never run, only looked at. */
export class PickledObject {
  state: PickleValue = null;
  readonly type: string;
  readonly args: PickleValue;
  readonly items = new Map<PickleValue, PickleValue>();

  constructor(type: string, args: PickleValue) {
    this.type = type;
    this.args = args;
  }
}

/** The name of a class or function, as "module name". */
export class PickledName {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** Byte strings are strings whose codes are the bytes. */
export type PickleValue = null | boolean | number | string | PickleValue[] | Map<PickleValue, PickleValue> | PickledObject | PickledName;

/**
 * Reads the data of a pickle of protocol 0 to 4 without running anything of it: classes become `PickledObject`s. Throws `bad-file` at the
 * first byte that can't be read and `unsupported-file` at an instruction outside of the subset that arrays and lists need.
 * Source: Python's documentation of pickletools.
 */
export function readPickle(bytes: Uint8Array, file: string): PickleValue {
  return new PickleMachine(bytes, file).run();
}

const MARK = Symbol('mark');
type StackValue = PickleValue | typeof MARK;

class PickleMachine {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly file: string;
  private at = 0;
  private readonly stack: StackValue[] = [];
  private readonly memo = new Map<number, PickleValue>();

  constructor(bytes: Uint8Array, file: string) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.file = file;
  }

  run(): PickleValue {
    while (this.at < this.bytes.length) {
      const opcode = String.fromCharCode(this.bytes[this.at++]);
      if (opcode === '.') return this.pop();
      const step = steps[opcode];
      if (step === undefined)
        throw this.fault(
          'unsupported-file',
          'an instruction of arrays, lists or numbers was expected, came another. Export the data as CSV or .npz.',
        );
      step(this);
    }
    throw this.fault('bad-file', 'the end of the data was expected. It is cut short: get it again.');
  }

  push(value: StackValue): void {
    this.stack.push(value);
  }

  pop(): PickleValue {
    const value = this.stack.pop();
    if (value === undefined || value === MARK)
      throw this.fault('bad-file', 'a value was expected on the stack. It is damaged: get it again.');
    return value;
  }

  top(): PickleValue {
    const value = this.pop();
    this.push(value);
    return value;
  }

  popToMark(): PickleValue[] {
    const from = this.stack.lastIndexOf(MARK);
    if (from < 0) throw this.fault('bad-file', 'a mark was expected on the stack. It is damaged: get it again.');
    const values = this.stack.splice(from).slice(1);
    return values.filter((value): value is PickleValue => value !== MARK);
  }

  store(key: number): void {
    this.memo.set(key, this.top());
  }

  storeNext(): void {
    this.store(this.memo.size);
  }

  recall(key: number): void {
    const value = this.memo.get(key);
    if (value === undefined) throw this.fault('bad-file', 'a value that was kept before was expected. It is damaged: get it again.');
    this.push(value);
  }

  take(length: number): Uint8Array {
    if (length < 0 || this.at + length > this.bytes.length)
      throw this.fault('bad-file', `${length} more bytes were expected. It is cut short: get it again.`);
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  u8(): number {
    return this.take(1)[0];
  }

  u16(): number {
    this.take(2);
    return this.view.getUint16(this.at - 2, true);
  }

  i32(): number {
    this.take(4);
    return this.view.getInt32(this.at - 4, true);
  }

  f64(): number {
    this.take(8);
    return this.view.getFloat64(this.at - 8);
  }

  line(): string {
    const end = this.bytes.indexOf(10, this.at);
    if (end < 0) throw this.fault('bad-file', 'the end of a line was expected. It is cut short: get it again.');
    const text = latin1(this.bytes.subarray(this.at, end));
    this.at = end + 1;
    return text;
  }

  number(text: string): number {
    const value = Number(text.replace(/L$/, ''));
    if (text.trim() === '' || Number.isNaN(value))
      throw this.fault('bad-file', `a number was expected, came ${JSON.stringify(text.slice(0, 40))}.`);
    return value;
  }

  text(value: PickleValue): string {
    if (typeof value !== 'string') throw this.fault('bad-file', 'the name of a class was expected. It is damaged: get it again.');
    return value;
  }

  fault(code: 'bad-file' | 'unsupported-file', message: string): Error {
    return fileError(code, this.file, { byte: this.at }, message);
  }
}

export function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join('');
}

function utf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Python's notation of a byte string: quotes around, \n, \\ and \x9f within. */
function unquoted(text: string): string {
  const short: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
  return text
    .trim()
    .slice(1, -1)
    .replaceAll(/\\(?:x([0-9a-f]{2})|(.))/gis, (_, hex: string | undefined, letter: string) =>
      hex === undefined ? (short[letter] ?? letter) : String.fromCharCode(parseInt(hex, 16)),
    );
}

function littleEndian(bytes: Uint8Array): number {
  const value = bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
  return bytes.length > 0 && bytes[bytes.length - 1] >= 128 ? value - 256 ** bytes.length : value;
}

function setItems(machine: PickleMachine, target: PickleValue, pairs: readonly PickleValue[]): void {
  const items = target instanceof Map ? target : target instanceof PickledObject ? target.items : undefined;
  if (items === undefined || pairs.length % 2 !== 0)
    throw machine.fault('bad-file', 'pairs for a dictionary were expected. It is damaged: get it again.');
  for (let i = 0; i < pairs.length; i += 2) items.set(pairs[i], pairs[i + 1]);
}

function append(machine: PickleMachine, values: readonly PickleValue[]): void {
  const list = machine.top();
  if (!Array.isArray(list)) throw machine.fault('bad-file', 'a list was expected. It is damaged: get it again.');
  for (const value of values) list.push(value);
}

/** Calls of Python become objects; the two that only wrap one are seen through. */
function make(callable: PickleValue, args: PickleValue): PickleValue {
  const name = callable instanceof PickledName ? callable.name : '';
  const first = Array.isArray(args) ? args[0] : undefined;
  if (/^(copy_reg|copyreg) _reconstructor$/.test(name) && first instanceof PickledName) return new PickledObject(first.name, []);
  if (name === '_codecs encode' && typeof first === 'string') return first;
  return new PickledObject(name, args);
}

const steps: Readonly<Record<string, ((machine: PickleMachine) => void) | undefined>> = {
  '\x80': (m) => void m.u8(),
  '\x95': (m) => void m.take(8),
  '(': (m) => m.push(MARK),
  '0': (m) => void m.pop(),
  '1': (m) => void m.popToMark(),
  '2': (m) => m.push(m.top()),
  N: (m) => m.push(null),
  '\x88': (m) => m.push(true),
  '\x89': (m) => m.push(false),
  I: (m) => {
    const text = m.line();
    m.push(text === '00' ? false : text === '01' ? true : m.number(text));
  },
  L: (m) => m.push(m.number(m.line())),
  F: (m) => m.push(m.number(m.line())),
  J: (m) => m.push(m.i32()),
  K: (m) => m.push(m.u8()),
  M: (m) => m.push(m.u16()),
  G: (m) => m.push(m.f64()),
  '\x8a': (m) => m.push(littleEndian(m.take(m.u8()))),
  S: (m) => m.push(unquoted(m.line())),
  V: (m) => m.push(m.line().replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))),
  T: (m) => m.push(latin1(m.take(m.i32()))),
  U: (m) => m.push(latin1(m.take(m.u8()))),
  B: (m) => m.push(latin1(m.take(m.i32()))),
  C: (m) => m.push(latin1(m.take(m.u8()))),
  X: (m) => m.push(utf8(m.take(m.i32()))),
  '\x8c': (m) => m.push(utf8(m.take(m.u8()))),
  ')': (m) => m.push([]),
  ']': (m) => m.push([]),
  '}': (m) => m.push(new Map()),
  t: (m) => m.push(m.popToMark()),
  l: (m) => m.push(m.popToMark()),
  d: (m) => {
    const pairs = m.popToMark();
    const map = new Map<PickleValue, PickleValue>();
    setItems(m, map, pairs);
    m.push(map);
  },
  '\x85': (m) => m.push([m.pop()]),
  '\x86': (m) => m.push([m.pop(), m.pop()].reverse()),
  '\x87': (m) => m.push([m.pop(), m.pop(), m.pop()].reverse()),
  a: (m) => {
    const value = m.pop();
    append(m, [value]);
  },
  e: (m) => append(m, m.popToMark()),
  s: (m) => {
    const [value, key] = [m.pop(), m.pop()];
    setItems(m, m.top(), [key, value]);
  },
  u: (m) => {
    const pairs = m.popToMark();
    setItems(m, m.top(), pairs);
  },
  c: (m) => m.push(new PickledName(`${m.line()} ${m.line()}`)),
  '\x93': (m) => {
    const [name, module] = [m.pop(), m.pop()];
    m.push(new PickledName(`${m.text(module)} ${m.text(name)}`));
  },
  R: (m) => {
    const args = m.pop();
    m.push(make(m.pop(), args));
  },
  '\x81': (m) => {
    const args = m.pop();
    m.push(make(m.pop(), args));
  },
  b: (m) => {
    const state = m.pop();
    const object = m.top();
    if (object instanceof PickledObject) object.state = state;
  },
  p: (m) => m.store(m.number(m.line())),
  q: (m) => m.store(m.u8()),
  r: (m) => m.store(m.i32()),
  '\x94': (m) => m.storeNext(),
  g: (m) => m.recall(m.number(m.line())),
  h: (m) => m.recall(m.u8()),
  j: (m) => m.recall(m.i32()),
};
