import { activationTexts } from './activations.ts';
import { augmentationTexts } from './augmentations.ts';
import { convolutionTexts } from './convolution.ts';
import { datasetTexts } from './datasets.ts';
import { graphTexts } from './graphs.ts';
import { importerTexts } from './importers.ts';
import { lossTexts } from './losses.ts';
import { metricTexts } from './metrics.ts';
import { moduleTexts } from './modules.ts';
import { normalisationTexts } from './normalisation.ts';
import { optimizerTexts } from './optimizers.ts';
import { outputTexts } from './outputs.ts';
import { parameterTexts } from './parameters.ts';
import { poolingTexts } from './pooling.ts';
import { preprocessingTexts } from './preprocessing.ts';
import { projectTexts } from './projects.ts';
import { scheduleTexts } from './schedules.ts';
import { sequenceTexts } from './sequences.ts';
import { shapeTexts } from './shapes.ts';
import { templateTexts } from './templates.ts';

/** What definitions say (layers, losses, datasets, templates and the rest), in simplified Chinese, by its English. */
export const definitionTexts: Readonly<Record<string, string>> = {
  ...activationTexts,
  ...augmentationTexts,
  ...convolutionTexts,
  ...datasetTexts,
  ...graphTexts,
  ...importerTexts,
  ...lossTexts,
  ...metricTexts,
  ...moduleTexts,
  ...normalisationTexts,
  ...optimizerTexts,
  ...outputTexts,
  ...parameterTexts,
  ...poolingTexts,
  ...preprocessingTexts,
  ...projectTexts,
  ...scheduleTexts,
  ...sequenceTexts,
  ...shapeTexts,
  ...templateTexts,
};
