import { int } from '../graph/attributes.ts';
import { isStatic, sameShape } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from './emitter.ts';

/** x's elements in the shape of `like`. */
export function reshapeLike(e: Emitter, x: Value, like: Value): Value {
  const { shape } = like.type;
  if (sameShape(x.type.shape, shape)) return x;
  const unknown = shape.filter((dim) => typeof dim === 'string').length;
  if (unknown > 1) return e.op('Reshape', [x, e.op('Shape', [like])]);
  const target = e.int64s(shape.map((dim) => (typeof dim === 'string' ? -1 : dim)));
  return e.op('Reshape', [x, target], shape.includes(0) ? { allowzero: int(1) } : {});
}

/** x stretched to the shape of `like`. */
export function expandLike(e: Emitter, x: Value, like: Value): Value {
  const { shape } = like.type;
  if (sameShape(x.type.shape, shape)) return x;
  return isStatic(shape) ? e.expand(x, shape) : e.op('Expand', [x, e.op('Shape', [like])]);
}

/** Zeros of the type of `like`. */
export function zerosLike(e: Emitter, like: Value): Value {
  return expandLike(e, e.scalar(0, like), like);
}
