import { z } from 'zod';

/**
 * The fields of a layer's parameter schema. One declaration gives the TypeScript type, the validation and JSON schema
 * (through `schema`), the inspector's control (through `kind` and its hints) and the documentation.
 */
interface FieldBase<T> {
  readonly label: string;
  /** One sentence for the inspector's tooltip and the docs. */
  readonly help: string;
  readonly default: T;
  readonly schema: z.ZodType<T>;
  /** Shown folded under "more". */
  readonly advanced?: boolean;
  /** Hidden while this returns false for the layer's other parameters. */
  readonly visible?: (parameters: Readonly<Record<string, unknown>>) => boolean;
}

export interface IntField extends FieldBase<number> {
  readonly kind: 'int';
  readonly min: number;
  readonly max: number;
}

export interface FloatField extends FieldBase<number> {
  readonly kind: 'float';
  readonly min: number;
  readonly max: number;
  /** `log` gives a slider over magnitudes. */
  readonly scale?: 'linear' | 'log';
  /** 0 switches it off; it begins with this where it is switched on. */
  readonly offAtZero?: number;
}

export interface BoolField extends FieldBase<boolean> {
  readonly kind: 'bool';
}

export interface ChoiceField<T extends string> extends FieldBase<T> {
  readonly kind: 'choice';
  readonly options: readonly { readonly value: T; readonly label: string }[];
}

/** One integer for each axis that a window slides along: kernel, stride or dilation. */
export interface SizesField extends FieldBase<readonly number[]> {
  readonly kind: 'sizes';
  /** Names of the axes: rows, columns. */
  readonly axes: readonly string[];
  readonly min: number;
  readonly max: number;
}

/** A list of integers of free length. */
export interface IntsField extends FieldBase<readonly number[]> {
  readonly kind: 'ints';
  readonly min?: number;
}

/** A list of numbers of free length: class weights. */
export interface FloatsField extends FieldBase<readonly number[]> {
  readonly kind: 'floats';
}

/** The id of a dataset, or the name of one of its fields. */
export interface ReferenceField extends FieldBase<string> {
  readonly kind: 'dataset' | 'field';
}

export interface TextField extends FieldBase<string> {
  readonly kind: 'text';
}

/** Several of the given options: the metrics of an output. */
export interface ChoicesField<T extends string> extends FieldBase<readonly T[]> {
  readonly kind: 'choices';
  readonly options: readonly { readonly value: T; readonly label: string }[];
}

export type Field =
  | IntField
  | FloatField
  | BoolField
  | ChoiceField<string>
  | SizesField
  | IntsField
  | FloatsField
  | ReferenceField
  | TextField
  | ChoicesField<string>;

export type ParameterSchema = Readonly<Record<string, Field>>;

/** The TypeScript type of a schema's values. */
export type ParametersOf<S extends ParameterSchema> = { readonly [K in keyof S]: S[K]['default'] };

/** Complete parameters of some layer or optimiser. */
export type ParameterValues = ParametersOf<ParameterSchema>;

type Options<T> = Omit<FieldBase<T>, 'schema'>;

export const field = {
  int: (o: Options<number> & { min: number; max?: number }): IntField => {
    const max = o.max ?? 2 ** 31 - 1;
    return { ...o, kind: 'int', max, schema: z.int().min(o.min).max(max) };
  },
  float: (o: Options<number> & { min: number; max: number; scale?: 'linear' | 'log'; offAtZero?: number }): FloatField => ({
    ...o,
    kind: 'float',
    schema: z.number().min(o.min).max(o.max),
  }),
  bool: (o: Options<boolean>): BoolField => ({ ...o, kind: 'bool', schema: z.boolean() }),
  choice: <const T extends string>(
    o: Omit<Options<T>, 'default'> & { default: NoInfer<T>; options: readonly { value: T; label: string }[] },
  ): ChoiceField<T> => ({
    ...o,
    kind: 'choice',
    schema: z.enum(o.options.map((option) => option.value)),
  }),
  sizes: (o: Options<readonly number[]> & { axes: readonly string[]; min: number; max?: number }): SizesField => {
    const max = o.max ?? 65_535;
    return { ...o, kind: 'sizes', max, schema: z.array(z.int().min(o.min).max(max)).length(o.axes.length) };
  },
  ints: (o: Options<readonly number[]> & { min?: number }): IntsField => ({
    ...o,
    kind: 'ints',
    schema: z.array(o.min === undefined ? z.int() : z.int().min(o.min)),
  }),
  floats: (o: Options<readonly number[]>): FloatsField => ({ ...o, kind: 'floats', schema: z.array(z.number()) }),
  dataset: (o: Options<string>): ReferenceField => ({ ...o, kind: 'dataset', schema: z.string() }),
  datasetField: (o: Options<string>): ReferenceField => ({ ...o, kind: 'field', schema: z.string() }),
  text: (o: Options<string>): TextField => ({ ...o, kind: 'text', schema: z.string() }),
  choices: <const T extends string>(
    o: Omit<Options<readonly T[]>, 'default'> & { default: readonly NoInfer<T>[]; options: readonly { value: T; label: string }[] },
  ): ChoicesField<T> => ({
    ...o,
    kind: 'choices',
    schema: z.array(z.enum(o.options.map((option) => option.value))),
  }),
};

/** Values of every field left at its default. */
export function defaultsOf(schema: ParameterSchema): Record<string, Field['default']> {
  return Object.fromEntries(Object.entries(schema).map(([name, f]) => [name, f.default]));
}

/** The given values where the fields take them, defaults for the rest. */
export function soundParameters(schema: ParameterSchema, given: Readonly<Record<string, unknown>>): ParameterValues {
  return Object.fromEntries(
    Object.entries(schema).map(([name, f]): [string, Field['default']] => {
      const parsed = f.schema.safeParse(given[name]);
      return [name, parsed.success ? parsed.data : f.default];
    }),
  );
}

/** The given values, defaults for the rest. */
export function withDefaults(schema: ParameterSchema, given: Partial<ParameterValues> = {}): ParameterValues {
  const entries = Object.entries(schema).map(([name, f]) => [name, given[name] ?? f.default] as const);
  return Object.fromEntries(entries);
}
