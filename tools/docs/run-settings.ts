import { augmentations } from '../../engine/augmentations/registry.ts';
import { schedules } from '../../engine/schedules/registry.ts';
import { parameterTable } from './fields.ts';
import { code, formula, page } from './markdown.ts';

/** docs/training.md: schedules of the learning rate and augmentations of the training samples. */
export function trainingPage(): string {
  return page(
    'Schedules and augmentations',
    '## Schedules',
    'η₀ is the learning rate of the run, t the step, T the number of steps. Warm-up multiplies what the schedule gives.',
    ...schedules.map((schedule) =>
      [
        `### ${schedule.title}`,
        `In project files: ${code(schedule.type)}. Source: ${schedule.source}.`,
        formula(schedule.formula),
        schedule.explanation,
        parameterTable(schedule.parameters),
      ].join('\n\n'),
    ),
    '## Augmentations',
    'Random changes of the training samples, drawn anew at each step; validation and test samples stay as they are.',
    ...augmentations.map((augmentation) =>
      [
        `### ${augmentation.title}`,
        `In project files: ${code(augmentation.type)}.${augmentation.source === undefined ? '' : ` Source: ${augmentation.source}.`}`,
        augmentation.explanation,
        parameterTable(augmentation.parameters),
      ].join('\n\n'),
    ),
  );
}
