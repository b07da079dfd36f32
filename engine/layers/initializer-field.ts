import type { Initializer, InitializerName } from '../initializers/initializer.ts';
import { field } from './parameters.ts';

/** The parameter that chooses how a kernel gets its first values. */
export const initializerField = field.choice<InitializerName | 'zeros'>({
  label: 'Initial weights',
  help: 'He suits ReLU-like activations, Glorot suits tanh and sigmoid.',
  default: 'heNormal',
  options: [
    { value: 'heNormal', label: 'He normal' },
    { value: 'heUniform', label: 'He uniform' },
    { value: 'glorotNormal', label: 'Glorot normal' },
    { value: 'glorotUniform', label: 'Glorot uniform' },
    { value: 'zeros', label: 'zeros' },
  ],
});

export function kernelInitializer(kind: InitializerName | 'zeros', fanIn: number, fanOut: number): Initializer {
  return kind === 'zeros' ? { kind } : { kind, fanIn, fanOut };
}
