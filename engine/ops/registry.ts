import type { InferTypes } from '../graph/builder.ts';
import { EngineError } from '../graph/errors.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { Domain } from '../graph/types.ts';
import { Abs } from './abs.ts';
import { Add } from './add.ts';
import { AveragePoolGradient } from './average-pool-gradient.ts';
import { AveragePool } from './average-pool.ts';
import { BatchNormalization } from './batch-normalization.ts';
import { Cast } from './cast.ts';
import { ChannelSum } from './channel-sum.ts';
import { Clip } from './clip.ts';
import { Equal, Greater, GreaterOrEqual, Less, LessOrEqual } from './comparison.ts';
import { ConvInputGradient } from './conv-input-gradient.ts';
import { ConvTranspose } from './conv-transpose.ts';
import { ConvWeightGradient } from './conv-weight-gradient.ts';
import { Conv } from './conv.ts';
import type { OpDefinition } from './definition.ts';
import { Div } from './div.ts';
import { Emitter } from './emitter.ts';
import { Erf } from './erf.ts';
import { Exp } from './exp.ts';
import { Celu, Elu, Selu } from './exponential-units.ts';
import { GatherElements } from './gather-elements.ts';
import { Gather, GatherGradient } from './gather.ts';
import { Gelu } from './gelu.ts';
import { GlobalAveragePool, GlobalMaxPool } from './global-pool.ts';
import { HardSigmoid } from './hard-sigmoid.ts';
import { HardSwish } from './hard-swish.ts';
import { Identity } from './identity.ts';
import { LayerNormalization } from './layer-normalization.ts';
import { LeakyRelu } from './leaky-relu.ts';
import { Log } from './log.ts';
import { And, Not, Or } from './logical.ts';
import { Max, Min } from './max-min.ts';
import { MaxPoolGradient } from './max-pool-gradient.ts';
import { MaxPool } from './max-pool.ts';
import { Mish } from './mish.ts';
import { Mul } from './mul.ts';
import { Neg } from './neg.ts';
import { OneHot } from './one-hot.ts';
import { Pow } from './pow.ts';
import { Reciprocal } from './reciprocal.ts';
import { Relu } from './relu.ts';
import { Resize } from './resize.ts';
import { ScatterElements } from './scatter-elements.ts';
import { Sigmoid } from './sigmoid.ts';
import { Sign } from './sign.ts';
import { LogSoftmax, Softmax } from './softmax.ts';
import { Softplus } from './softplus.ts';
import { Softsign } from './softsign.ts';
import { Sqrt } from './sqrt.ts';
import { Sub } from './sub.ts';
import { Tanh } from './tanh.ts';
import { Where } from './where.ts';

/** Every operator that the engine knows. Adding one is a file and its name here. */
export const operators: readonly OpDefinition[] = [
  Abs,
  Add,
  And,
  AveragePool,
  AveragePoolGradient,
  BatchNormalization,
  Cast,
  Celu,
  ChannelSum,
  Clip,
  Conv,
  ConvInputGradient,
  ConvTranspose,
  ConvWeightGradient,
  Div,
  Elu,
  Equal,
  Erf,
  Exp,
  Gather,
  GatherElements,
  GatherGradient,
  Gelu,
  GlobalAveragePool,
  GlobalMaxPool,
  Greater,
  GreaterOrEqual,
  HardSigmoid,
  HardSwish,
  Identity,
  LayerNormalization,
  LeakyRelu,
  Less,
  LessOrEqual,
  Log,
  LogSoftmax,
  Max,
  MaxPool,
  MaxPoolGradient,
  Min,
  Mish,
  Mul,
  Neg,
  Not,
  OneHot,
  Or,
  Pow,
  Reciprocal,
  Relu,
  Resize,
  ScatterElements,
  Selu,
  Sigmoid,
  Sign,
  Softmax,
  Softplus,
  Softsign,
  Sqrt,
  Sub,
  Tanh,
  Where,
];

const byKey = new Map(operators.map((op) => [`${op.domain ?? ''}:${op.opType}`, op]));

/** The definition of an operator; unknown ones throw `EngineError('unknown-operator')`. */
export function operatorOf(opType: string, domain: Domain = ''): OpDefinition {
  const op = byKey.get(`${domain}:${opType}`);
  if (op === undefined) {
    throw new EngineError('unknown-operator', `The engine has no operator ${opType}${domain === '' ? '' : ` of ${domain}`}.`);
  }
  return op;
}

const inferTypes: InferTypes = (opType, domain, context) => {
  try {
    return operatorOf(opType, domain).infer(context);
  } catch (error) {
    if (error instanceof EngineError && error.code === 'op-types') {
      throw new EngineError('op-types', `${opType}: ${error.message}`, { cause: error });
    }
    throw error;
  }
};

/** An empty graph that infers the types of all registered operators. */
export function createEmitter(name: string): Emitter {
  return new Emitter(new GraphBuilder(name, inferTypes));
}
