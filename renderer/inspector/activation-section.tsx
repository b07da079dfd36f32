import { activationFunction } from '../../engine/layers/activation-function.ts';
import type { LayerDefinition } from '../../engine/layers/definition.ts';
import { partLater } from '../controls/part-later.tsx';
import { t } from '../language/text.ts';
import plotClasses from './activation-plot.module.css';
import classes from './inspector.module.css';

/** Apart from the rest, since drawing needs the operators' definitions, which nothing else in the window does. */
const ActivationPlot = partLater(
  async () => (await import('./activation-plot.tsx')).ActivationPlot,
  () => <div className={plotClasses.waiting} />,
);

interface ActivationSectionProps {
  readonly layer: LayerDefinition;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** The curve of a layer's activation; nothing where it has none. */
export function ActivationSection({ layer, parameters }: ActivationSectionProps) {
  if (activationFunction(layer, parameters) === undefined) return null;
  return (
    <section className={classes.section} aria-label={t('Curve of the activation')}>
      <h3>{t(layer.category === 'activation' ? 'Curve' : 'Curve of the activation')}</h3>
      <ActivationPlot layer={layer} parameters={parameters} />
    </section>
  );
}
