/** How a weight gets its first values; drawn from the run's seed. Sources: Glorot & Bengio 2010, He et al. 2015. */
export type Initializer =
  | { readonly kind: 'zeros' }
  | { readonly kind: 'ones' }
  | { readonly kind: 'constant'; readonly value: number }
  /** Mean 0; the values from the first index of `zeroed` up to the second are 0. */
  | { readonly kind: 'normal'; readonly deviation: number; readonly zeroed?: readonly [from: number, to: number] }
  /** One number for each of so many equal stretches: gates of a bias. */
  | { readonly kind: 'stretches'; readonly values: readonly number[] }
  /** As `drawn`, but for some rows of a matrix, which have the given values, row after row. */
  | {
      readonly kind: 'rows';
      readonly drawn: Initializer;
      readonly rows: readonly number[];
      readonly values: Float32Array<ArrayBuffer>;
    }
  /** A matrix [size, blocks · size] of orthogonal blocks side by side (Saxe et al. 2014). */
  | { readonly kind: 'orthogonal'; readonly size: number }
  | { readonly kind: InitializerName; readonly fanIn: number; readonly fanOut: number };

export type InitializerName = 'heNormal' | 'heUniform' | 'glorotNormal' | 'glorotUniform';
