import type { InferTypes } from '../graph/builder.ts';
import { EngineError } from '../graph/errors.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { Domain } from '../graph/types.ts';
import { Abs } from './abs.ts';
import { Add } from './add.ts';
import { ArgMax } from './arg-max.ts';
import { AveragePoolGradient } from './average-pool-gradient.ts';
import { AveragePool } from './average-pool.ts';
import { BatchNormalization } from './batch-normalization.ts';
import { BlockedConv, BlockedMaxPool, ReorderInput, ReorderOutput } from './blocked-operators.ts';
import { Cast } from './cast.ts';
import { Ceil } from './ceil.ts';
import { ChannelSum } from './channel-sum.ts';
import { Clip } from './clip.ts';
import { ClipGradient } from './clip-gradient.ts';
import { Equal, Greater, GreaterOrEqual, Less, LessOrEqual } from './comparison.ts';
import { Compress } from './compress.ts';
import { Concat } from './concat.ts';
import { ConstantOfShape } from './constant-of-shape.ts';
import { ConvInputGradient } from './conv-input-gradient.ts';
import { ConvTranspose } from './conv-transpose.ts';
import { ConvWeightGradient } from './conv-weight-gradient.ts';
import { Conv } from './conv.ts';
import { CumSum } from './cum-sum.ts';
import type { OpDefinition } from './definition.ts';
import { Div } from './div.ts';
import { Emitter } from './emitter.ts';
import { Erf } from './erf.ts';
import { Exp } from './exp.ts';
import { Expand } from './expand.ts';
import { Celu, Elu, Selu } from './exponential-units.ts';
import { Flatten } from './flatten.ts';
import { FusedMatMul } from './fused-matmul.ts';
import { GatherElements } from './gather-elements.ts';
import { Gather, GatherGradient } from './gather.ts';
import { Gelu } from './gelu.ts';
import { Gemm } from './gemm.ts';
import { GlobalAveragePool, GlobalMaxPool } from './global-pool.ts';
import { Gru } from './gru.ts';
import { HardSigmoid } from './hard-sigmoid.ts';
import { HardSwish } from './hard-swish.ts';
import { Identity } from './identity.ts';
import { LayerNormalization } from './layer-normalization.ts';
import { LeakyRelu } from './leaky-relu.ts';
import { Log } from './log.ts';
import { And, Not, Or } from './logical.ts';
import { Lstm } from './lstm.ts';
import { MatMul } from './matmul.ts';
import { Max, Min } from './max-min.ts';
import { MaxPoolGradient } from './max-pool-gradient.ts';
import { MaxPool } from './max-pool.ts';
import { Mish } from './mish.ts';
import { Mul } from './mul.ts';
import { Neg } from './neg.ts';
import { NeighbourSum } from './neighbour-sum.ts';
import { OneHot } from './one-hot.ts';
import { Pad } from './pad.ts';
import { Pow } from './pow.ts';
import { PRelu } from './prelu.ts';
import { Range } from './range.ts';
import { Reciprocal } from './reciprocal.ts';
import { ReduceMax, ReduceMin } from './reduce-extremum.ts';
import { Recurrence } from './recurrence.ts';
import { ReduceL2 } from './reduce-l2.ts';
import { ReduceMean } from './reduce-mean.ts';
import { ReduceProd } from './reduce-prod.ts';
import { ReduceSum } from './reduce-sum.ts';
import { Relu } from './relu.ts';
import { Reshape } from './reshape.ts';
import { Resize } from './resize.ts';
import { Scan } from './scan.ts';
import { ScatterElements } from './scatter-elements.ts';
import { SegmentMax, SegmentSum } from './segment-sum.ts';
import { ShapeOf } from './shape-of.ts';
import { Shrink } from './shrink.ts';
import { Sigmoid } from './sigmoid.ts';
import { Rnn } from './rnn.ts';
import { Sign } from './sign.ts';
import { Slice } from './slice.ts';
import { LogSoftmax, Softmax } from './softmax.ts';
import { Softplus } from './softplus.ts';
import { Softsign } from './softsign.ts';
import { Split } from './split.ts';
import { Sqrt } from './sqrt.ts';
import { Squeeze, Unsqueeze } from './squeeze.ts';
import { StopGradient } from './stop-gradient.ts';
import { Sub } from './sub.ts';
import { Tanh } from './tanh.ts';
import { TopK } from './top-k.ts';
import { Transpose } from './transpose.ts';
import { Where } from './where.ts';

/** Every operator that the engine knows. Adding one is a file and its name here. */
export const operators: readonly OpDefinition[] = [
  Abs,
  Add,
  And,
  ArgMax,
  AveragePool,
  AveragePoolGradient,
  BatchNormalization,
  BlockedConv,
  BlockedMaxPool,
  Cast,
  Celu,
  Ceil,
  ChannelSum,
  Clip,
  ClipGradient,
  Compress,
  Concat,
  ConstantOfShape,
  Conv,
  ConvInputGradient,
  ConvTranspose,
  ConvWeightGradient,
  CumSum,
  Div,
  Elu,
  Equal,
  Erf,
  Exp,
  Expand,
  Flatten,
  FusedMatMul,
  Gather,
  GatherElements,
  GatherGradient,
  Gelu,
  Gemm,
  GlobalAveragePool,
  GlobalMaxPool,
  Greater,
  GreaterOrEqual,
  Gru,
  HardSigmoid,
  HardSwish,
  Identity,
  LayerNormalization,
  LeakyRelu,
  Less,
  LessOrEqual,
  Log,
  LogSoftmax,
  Lstm,
  MatMul,
  Max,
  MaxPool,
  MaxPoolGradient,
  Min,
  Mish,
  Mul,
  Neg,
  NeighbourSum,
  Not,
  OneHot,
  Or,
  Pad,
  Pow,
  PRelu,
  Range,
  Reciprocal,
  Recurrence,
  ReduceL2,
  ReduceMax,
  ReduceMean,
  ReduceMin,
  ReduceProd,
  ReduceSum,
  Relu,
  ReorderInput,
  ReorderOutput,
  Reshape,
  Resize,
  Rnn,
  Scan,
  ScatterElements,
  SegmentMax,
  SegmentSum,
  Selu,
  ShapeOf,
  Shrink,
  Sigmoid,
  Sign,
  Slice,
  Softmax,
  Softplus,
  Softsign,
  Split,
  Sqrt,
  Squeeze,
  StopGradient,
  Sub,
  Tanh,
  TopK,
  Transpose,
  Unsqueeze,
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
