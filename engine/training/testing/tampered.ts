import type { Executor, ExecutorBackend } from '../executor.ts';
import { softmaxRegressionBackend } from './softmax-regression.ts';

type Tensors = Parameters<Executor['run']>[0];

/** Runs as the softmax regression does; `change` sees what each run gave, and what it was fed, and may write over it. */
export function tampered(change: (outputs: Tensors, feeds: Tensors) => void): ExecutorBackend {
  return {
    ...softmaxRegressionBackend,
    async create(graph, options) {
      const inner = await softmaxRegressionBackend.create(graph, options);
      return {
        ...inner,
        async run(feeds, outputs) {
          await inner.run(feeds, outputs);
          change(outputs, feeds);
        },
      };
    },
  };
}
