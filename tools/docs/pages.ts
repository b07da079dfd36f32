import { readFileSync } from 'node:fs';
import path from 'node:path';
import { datasetsPage } from './datasets.ts';
import { layersPage } from './layers.ts';
import { metricsPage } from './metrics.ts';
import { operatorsPage } from './operators.ts';
import { preprocessingPage } from './preprocessing.ts';
import { trainingPage } from './run-settings.ts';
import { withSupportTable } from './support.ts';
import { lossesPage, optimizersPage } from './training.ts';

/** Every generated file, by its path below the repository's root. */
export function generatedPages(root: string): ReadonlyMap<string, string> {
  return new Map([
    ['docs/operators.md', operatorsPage()],
    ['docs/layers.md', layersPage()],
    ['docs/losses.md', lossesPage()],
    ['docs/metrics.md', metricsPage()],
    ['docs/optimizers.md', optimizersPage()],
    ['docs/training.md', trainingPage()],
    ['docs/preprocessing.md', preprocessingPage()],
    ['docs/datasets.md', datasetsPage()],
    ['README.md', withSupportTable(readFileSync(path.join(root, 'README.md'), 'utf8'))],
  ]);
}
