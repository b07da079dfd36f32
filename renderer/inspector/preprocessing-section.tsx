import { Button } from '@mantine/core';
import type { DatasetField } from '../../engine/data/dataset.ts';
import { layerOf } from '../../engine/layers/registry.ts';
import type { ChosenStep } from '../../engine/preprocessing/default-steps.ts';
import { preprocessingOf, preprocessings } from '../../engine/preprocessing/registry.ts';
import type { ProjectNode } from '../../engine/project/schema.ts';
import { useDataset } from '../host/host.ts';
import { parametersOf, projectDatasetId } from '../document/knowledge.ts';
import { executeEdit } from '../document/execute.ts';
import { useDocument } from '../document/store.ts';
import { ChosenList, type ListChange } from '../train/settings/chosen-list.tsx';
import { engineText, t } from '../language/text.ts';
import { ContinuationFields } from './continuation-fields.tsx';
import classes from './inspector.module.css';
import { columnNamesBefore, fieldPreparation, formText, withSteps, type FieldPreparation } from './preprocessing.ts';
import { StepProblem } from './step-problem.tsx';
import { WindowFields } from './window-fields.tsx';

/** The field that the layer reads, with its steps: an Input's, or a number that an Output predicts; `undefined` for other layers. */
export function usePreparation(node: ProjectNode) {
  const data = useDocument(({ whole: project }) => project.data);
  const projectDataset = useDocument(({ whole: project }) => projectDatasetId(project));
  const layer = layerOf(node.type);
  const parameters = layer === undefined ? {} : parametersOf(node, layer);
  const isInput = 'dataset' in parameters;
  const dataset = useDataset(isInput ? String(parameters.dataset) : projectDataset);
  const name = isInput ? parameters.field : parameters.target;
  if (dataset === undefined || typeof name !== 'string') return undefined;
  const preparation = fieldPreparation(dataset, name, data);
  if (preparation === undefined || (!isInput && !isNumber(preparation.stored))) return undefined;
  return { dataset, isInput, name, preparation };
}

/** How the field of an Input, or a number that an Output predicts, is prepared; nothing for other layers. */
export function PreprocessingSection({ node }: { readonly node: ProjectNode }) {
  const read = usePreparation(node);
  if (read === undefined) return null;
  const { dataset, isInput, name, preparation } = read;
  return (
    <>
      {isInput && <WindowFields dataset={dataset} />}
      {isInput && <ContinuationFields dataset={dataset} name={name} />}
      <section className={classes.section} aria-label={t('Preprocessing')}>
        <h3>
          {t('Preprocessing')}
          {!preparation.isDefault && (
            <Button
              variant="subtle"
              size="compact-xs"
              fz={11}
              className={classes.reset}
              onClick={() => setSteps(name, undefined, { label: 'Use the default preprocessing' })}
            >
              {t('Use the default')}
            </Button>
          )}
        </h3>
        <div className={classes.shape}>
          <span>{t('stored')}</span>
          <code>{formText(preparation.stored)}</code>
        </div>
        {preparation.isDefault ? (
          <DefaultSteps preparation={preparation} name={name} />
        ) : (
          <OwnSteps preparation={preparation} name={name} />
        )}
      </section>
    </>
  );
}

/** Classes are fed by their numbers; an input that is reconstructed is prepared at its Input. */
function isNumber({ role, dtype }: DatasetField): boolean {
  return role === 'target' && dtype === 'float32';
}

function setSteps(field: string, steps: readonly ChosenStep[] | undefined, { label, typing }: ListChange): void {
  const { whole: project, seal } = useDocument.getState();
  const changes = withSteps(project.data, field, steps);
  executeEdit({ type: 'set-data', changes, label, ...(typing !== undefined && { typing: `${field}:${typing}` }) });
  if (typing === undefined) seal();
}

interface StepsProps {
  readonly preparation: FieldPreparation;
  readonly name: string;
}

/** What happens without steps of the project's own, greyed. */
function DefaultSteps({ preparation: { steps, after, offered }, name }: StepsProps) {
  return (
    <>
      {steps.length === 0 && <p className={classes.unknown}>{t('default: fed as it is stored')}</p>}
      {steps.map(({ type }, place) => (
        <div key={type} className={classes.defaultStep}>
          <span>{t('default: {step}', { step: engineText(preprocessingOf(type)?.title ?? type) })}</span>
          <FedAs form={after[place] && formText(after[place])} />
        </div>
      ))}
      {steps.length > 0 && (
        <Button
          variant="default"
          size="compact-sm"
          className={classes.adjust}
          onClick={() => setSteps(name, steps, { label: 'Change the preprocessing' })}
        >
          {t('Change these steps')}
        </Button>
      )}
      {steps.length === 0 && (
        <ChosenList
          noun="step"
          registry={preprocessings}
          offered={offered}
          list={[]}
          onChange={(next, change) => setSteps(name, next, change)}
        />
      )}
    </>
  );
}

function OwnSteps({ preparation, name }: StepsProps) {
  const { steps, after, offered, problems, fed } = preparation;
  return (
    <>
      {steps.length === 0 && <p className={classes.unknown}>{t('No steps: fed as it is stored.')}</p>}
      <ChosenList
        noun="step"
        registry={preprocessings}
        offered={offered}
        list={steps}
        nothingOffered={t(fed.tokens === undefined ? 'No step takes this.' : 'No step takes tokens.')}
        namesOf={(place) => namesBefore(preparation, place)}
        onChange={(next, change) => setSteps(name, next, change)}
        detailOf={(place) => {
          const problem = problems.find(({ step }) => step === place);
          return problem === undefined ? <FedAs form={after[place] && formText(after[place])} /> : <StepProblem problem={problem} />;
        }}
      />
    </>
  );
}

/** What the text "Columns" of a step can list; nothing where what it gets has no columns. */
function namesBefore(preparation: FieldPreparation, place: number): Readonly<Record<string, readonly string[]>> {
  return { columns: columnNamesBefore(preparation, place) ?? [] };
}

function FedAs({ form }: { readonly form: string | undefined }) {
  return form === undefined ? null : <code className={classes.fed}>{form}</code>;
}
