import type { DType } from '../types.ts';
import { TensorProto_DataType } from './onnx_pb.ts';

/** ONNX's TensorProto.DataType numbers. */
export const onnxDType: Readonly<Record<DType, number>> = {
  float32: TensorProto_DataType.FLOAT,
  float64: TensorProto_DataType.DOUBLE,
  float16: TensorProto_DataType.FLOAT16,
  int64: TensorProto_DataType.INT64,
  int32: TensorProto_DataType.INT32,
  uint8: TensorProto_DataType.UINT8,
  bool: TensorProto_DataType.BOOL,
};

const dtypeByNumber = new Map(Object.entries(onnxDType).map(([name, number]) => [number, name as DType]));

/** The dtype of an ONNX data-type number, `undefined` for one that the engine does not compute with. */
export function dtypeOf(number: number): DType | undefined {
  return dtypeByNumber.get(number);
}
