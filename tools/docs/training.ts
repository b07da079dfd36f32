import type { Link } from '../../engine/losses/link.ts';
import { losses } from '../../engine/losses/registry.ts';
import { optimizers } from '../../engine/optimizers/registry.ts';
import { parameterTable } from './fields.ts';
import { code, formula, page } from './markdown.ts';

const linkText: Readonly<Record<Link, string>> = {
  softmax: 'Exported and shown as probabilities by softmax.',
  sigmoid: 'Exported and shown as probabilities by sigmoid.',
  identity: 'Exported and shown as it is.',
};

/** docs/losses.md: losses that an Output layer can bind. */
export function lossesPage(): string {
  return page(
    'Losses',
    ...losses.map((loss) =>
      [
        `## ${loss.title}`,
        `In project files: ${code(loss.id)}. ${linkText[loss.link]}${loss.source === undefined ? '' : ` Source: ${loss.source}.`}`,
        formula(loss.formula),
        loss.explanation,
        ...(Object.keys(loss.parameters).length === 0 ? [] : [parameterTable(loss.parameters)]),
      ].join('\n\n'),
    ),
  );
}

/** docs/optimizers.md: the optimisers, with the equation each follows. */
export function optimizersPage(): string {
  return page(
    'Optimisers',
    'θ is a parameter, g its mean gradient over the mini-batch, η the learning rate. A step goes in this order: the gradient of loss and penalties, clipping of its values, clipping of the norm over all parameters, weight decay, the update below, max-norm of the layers that ask for it, and the mask of pruned weights.',
    'Weight decay λ belongs to the training settings and acts on kernels alone, never on biases and the scales of norms. *Coupled*, it adds λθ to the gradient; *decoupled*, it takes ηλθ off θ apart from the gradient.',
    ...optimizers.map((optimizer) =>
      [
        `## ${optimizer.title}`,
        `In project files: ${code(optimizer.type)}. Source: ${optimizer.source}. Weight decay: ${optimizer.weightDecay}. Learning rate to begin with: ${optimizer.learningRate}.`,
        formula(optimizer.formula),
        optimizer.explanation,
        parameterTable(optimizer.parameters),
      ].join('\n\n'),
    ),
  );
}
