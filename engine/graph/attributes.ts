import { invariant } from './errors.ts';
import type { Attribute, Attributes, Graph, TensorData } from './types.ts';

export const int = (value: number): Attribute => ({ int: value });
export const float = (value: number): Attribute => ({ float: value });
export const string = (value: string): Attribute => ({ string: value });
export const ints = (values: readonly number[]): Attribute => ({ ints: values });
export const floats = (values: readonly number[]): Attribute => ({ floats: values });

interface Kinds {
  readonly int: number;
  readonly float: number;
  readonly string: string;
  readonly ints: readonly number[];
  readonly floats: readonly number[];
  readonly strings: readonly string[];
  readonly tensor: TensorData;
  readonly graph: Graph;
}

function read<K extends keyof Kinds>(attributes: Attributes, name: string, kind: K, fallback?: Kinds[K]): Kinds[K] {
  const attribute: Partial<Kinds> | undefined = attributes[name];
  const value = attribute === undefined ? fallback : attribute[kind];
  invariant(value !== undefined, `attribute ${name} is present and of kind ${kind}`);
  return value;
}

export const intOf = (a: Attributes, name: string, fallback?: number): number => read(a, name, 'int', fallback);
export const floatOf = (a: Attributes, name: string, fallback?: number): number => read(a, name, 'float', fallback);
export const stringOf = (a: Attributes, name: string, fallback?: string): string => read(a, name, 'string', fallback);
export const intsOf = (a: Attributes, name: string, fallback?: readonly number[]): readonly number[] => read(a, name, 'ints', fallback);
export const tensorOfAttribute = (a: Attributes, name: string, fallback?: TensorData): TensorData => read(a, name, 'tensor', fallback);
