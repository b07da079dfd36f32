import { z } from 'zod';

/** One number for each column or channel, along the first axis of a sample. */
const perColumn = z.array(z.number()).readonly();

/** An operation on values that were prepared, as JSON: what undoes a step, done in order. */
export const inverseOperationSchema = z.discriminatedUnion('operation', [
  z.strictObject({ operation: z.enum(['add', 'subtract', 'multiply', 'divide']), values: perColumn }),
  /** e to the power of the value, in the columns that are told by 1. */
  z.strictObject({ operation: z.literal('exp'), columns: perColumn }),
]);

export type InverseOperation = z.infer<typeof inverseOperationSchema>;
