import { expect, it } from 'vitest';
import { augmentations } from '../../engine/augmentations/registry.ts';
import { losses } from '../../engine/losses/registry.ts';
import { metrics } from '../../engine/metrics/registry.ts';
import { optimizers } from '../../engine/optimizers/registry.ts';
import { projectSchema } from '../../engine/project/schema.ts';
import { schedules } from '../../engine/schedules/registry.ts';
import { useDocument } from '../document/store.ts';
import { speak } from '../language/text.ts';
import { searchTraining } from './training-choices.ts';

const found = (query: string) => searchTraining(query).map(({ kind, title }) => `${kind}: ${title}`);

it.each([
  ['early stopping', 'Training setting: Early stopping'],
  ['prune', 'Training setting: Pruning'],
  ['pruning', 'Training setting: Pruning'],
  ['sparse', 'Training setting: Pruning'],
  ['adagrad', 'Optimiser: AdaGrad'],
  ['Nesterov', 'Optimiser: Nesterov momentum'],
  ['momentum', 'Optimiser: Momentum'],
  ['weight decay', 'Training setting: Weight decay'],
  ['max-norm', 'Setting of a layer: Max-norm'],
  ['focal', 'Loss: Focal'],
  ['BCE', 'Loss: Binary cross-entropy'],
  ['crossentropy', 'Loss: Cross-entropy'],
  ['label smoothing', 'Setting of a loss: Label smoothing'],
  ['confusion matrix', 'In Evaluate: Confusion matrix'],
  ['roc', 'In Evaluate: ROC curve'],
  ['one cycle', 'Schedule: One cycle'],
  ['cosine', 'Schedule: Cosine, with restarts'],
  ['warm-up', 'Training setting: Warm-up'],
  ['warmup', 'Training setting: Warm-up'],
  ['plateau', 'Schedule: Reduce on plateau'],
  ['augmentation', 'Training setting: Augmentation'],
  ['mix up', 'Augmentation: Mixup'],
  ['colour jitter', 'Augmentation: Brightness'],
  ['random crop', 'Augmentation: Random crop'],
  ['word dropout', 'Augmentation: Token dropout'],
  ['SpecAugment', 'Augmentation: Time masking'],
  ['gradient clipping', 'Training setting: Gradient clipping by norm'],
  ['triplet', 'Loss: Triplet'],
  ['dice', 'Loss: Dice'],
  ['hinge', 'Loss: Hinge'],
  ['KL', 'Loss: Kullback–Leibler divergence'],
  ['huber', 'Loss: Huber'],
  ['regularizer', 'Setting of a layer: L2 penalty'],
  ['L1', 'Setting of a layer: L1 penalty'],
  ['L2', 'Setting of a layer: L2 penalty'],
])('finds %s', (query, entry) => {
  expect(found(query).slice(0, 5)).toContain(entry);
});

it('finds every definition of the registries by its title, as itself', () => {
  const registries = { Optimiser: optimizers, Schedule: schedules, Loss: losses, Metric: metrics, Augmentation: augmentations };
  for (const [kind, registry] of Object.entries(registries)) {
    for (const { title } of registry) expect(found(title)).toContain(`${kind}: ${title}`);
  }
});

it('finds nothing for an empty query', () => {
  expect(searchTraining(' ')).toEqual([]);
});

const position = { x: 0, y: 0 };
const state = () => useDocument.getState();
const choose = (entry: string) =>
  searchTraining(entry.slice(entry.indexOf(': ') + 2))
    .find(({ kind, title }) => `${kind}: ${title}` === entry)
    ?.choose();

function openNetwork(): void {
  const project = projectSchema.parse({
    format: 'netloom',
    version: 1,
    name: 'choices',
    nodes: [
      { id: 'input', type: 'Input', position, parameters: { dataset: 'mnist', field: 'image' } },
      { id: 'out', type: 'Output', position, parameters: { target: 'digit' } },
    ],
    wires: [{ from: { node: 'input', port: 'out' }, to: { node: 'out', port: 'in' } }],
  });
  const info = { id: 'choices', name: 'choices', path: 'choices.netloom', changedAt: 0, project };
  state().open({ info, project, revision: '1', diagnostics: [] });
}

it('sets an optimiser, with its learning rate, by an edit that can be undone', () => {
  openNetwork();
  const before = state().project.training;
  choose('Optimiser: AdaGrad');
  expect(state().project.training.optimizer.type).toBe('AdaGrad');
  choose('Optimiser: Nesterov momentum');
  expect(state().project.training.optimizer).toEqual({ type: 'Momentum', parameters: { nesterov: true } });
  state().undo();
  state().undo();
  expect(state().project.training).toEqual(before);
});

it('sets a schedule and adds an augmentation once', () => {
  openNetwork();
  choose('Schedule: One cycle');
  choose('Augmentation: Rotation');
  choose('Augmentation: Rotation');
  expect(state().project.training.schedule.type).toBe('OneCycle');
  expect(state().project.training.augmentation.map(({ type }) => type)).toEqual(['Rotation']);
});

it('sets a loss and a metric on the only output where they fit, and leaves it alone where they do not', () => {
  openNetwork();
  const output = () => state().project.nodes[1].parameters;
  choose('Loss: Focal');
  expect(output().loss).toBe('focal');
  choose('Metric: Balanced accuracy');
  expect(output().metrics).toEqual(['accuracy', 'balancedAccuracy']);
  choose('Loss: Huber');
  choose('Metric: R²');
  expect(output()).toMatchObject({ loss: 'focal', metrics: ['accuracy', 'balancedAccuracy'] });
  expect(state().selection.nodes).toEqual(['out']);
});

it.each(['pruning', 'Nesterov', 'confusion matrix', 'label smoothing', 'L2 penalty', 'max-norm'])(
  'says what %s finds in the window’s language',
  async (query) => {
    await speak('zh');
    expect(searchTraining(query)[0]?.say()).toMatch(/\p{Script=Han}/u);
    await speak('en');
  },
);
