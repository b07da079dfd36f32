import { Select, Textarea, TextInput } from '@mantine/core';
import { useId, useState, type ReactNode } from 'react';
import { optimizerOf, optimizers } from '../../engine/optimizers/registry.ts';
import { defaultsOf } from '../../engine/layers/parameters.ts';
import { projectSchema, type TrainingSettings } from '../../engine/project/schema.ts';
import { executeEdit } from '../document/execute.ts';
import { useDocument } from '../document/store.ts';
import { Formula } from './formula.tsx';
import classes from './inspector.module.css';
import { NumberField } from './number-field.tsx';
import { ParameterFields } from './parameter-fields.tsx';

/** The project's name, description and how it is trained. */
export function ProjectInspector() {
  const project = useDocument((state) => state.project);
  const { seal, execute } = useDocument.getState();
  const { training } = project;
  const optimizer = optimizerOf(training.optimizer.type);
  const set = (changes: Partial<TrainingSettings>) => execute({ type: 'set-training', changes });
  const parameters = { ...(optimizer && defaultsOf(optimizer.parameters)), ...training.optimizer.parameters };
  return (
    <>
      <section className={classes.section}>
        <h3>Project</h3>
        <Row label="Name">{(id) => <ProjectName id={id} />}</Row>
        <Textarea
          size="xs"
          aria-label="Description"
          placeholder="What the network is for"
          autosize
          minRows={2}
          maxRows={6}
          maxLength={10_000}
          value={project.description}
          onChange={(event) => executeEdit({ type: 'describe', description: event.currentTarget.value })}
          onBlur={seal}
        />
      </section>
      <section className={classes.section}>
        <h3>Training</h3>
        <NumberRow label="Epochs" setting="epochs" />
        <NumberRow label="Batch size" setting="batchSize" />
        <NumberRow label="Learning rate" setting="learningRate" decimal />
        <NumberRow label="Validation share" setting="validationFraction" decimal />
        <NumberRow label="Seed" setting="seed" />
      </section>
      <section className={classes.section}>
        <h3>Optimiser</h3>
        <Row label="Method">
          {(id) => (
            <Select
              id={id}
              data={optimizers.map(({ type, title }) => ({ value: type, label: title }))}
              value={training.optimizer.type}
              onChange={(type) => type !== null && set({ optimizer: { type, parameters: {} } })}
            />
          )}
        </Row>
        {optimizer !== undefined && (
          <ParameterFields
            key={optimizer.type}
            schema={optimizer.parameters}
            values={parameters}
            onChange={(name, value) =>
              set({ optimizer: { type: optimizer.type, parameters: { ...training.optimizer.parameters, [name]: value } } })
            }
            onLeave={seal}
          />
        )}
        {optimizer !== undefined && <Formula tex={optimizer.formula} />}
      </section>
    </>
  );
}

/** An empty name stays in the field and isn't given on. */
function ProjectName({ id }: { readonly id: string }) {
  const name = useDocument((state) => state.project.name);
  const [draft, setDraft] = useState<string>();
  return (
    <TextInput
      id={id}
      value={draft ?? name}
      maxLength={256}
      error={draft === '' ? 'A project needs a name.' : undefined}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setDraft(next === '' ? '' : undefined);
        if (next !== '') executeEdit({ type: 'describe', name: next });
      }}
      onBlur={() => {
        setDraft(undefined);
        useDocument.getState().seal();
      }}
    />
  );
}

function Row({ label, children }: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={classes.row}>
      <label className={classes.label} htmlFor={id}>
        {label}
      </label>
      <div className={classes.control}>{children(id)}</div>
    </div>
  );
}

type NumberSetting = 'epochs' | 'batchSize' | 'learningRate' | 'validationFraction' | 'seed';

const limits: Readonly<Record<NumberSetting, string>> = {
  epochs: 'A whole number from 1 to 1,000,000.',
  batchSize: 'A whole number from 1 to 1,000,000.',
  learningRate: 'A number above 0.',
  validationFraction: 'A number from 0 to 0.9.',
  seed: 'A whole number of at least 0.',
};

function NumberRow({
  label,
  setting,
  decimal = false,
}: {
  readonly label: string;
  readonly setting: NumberSetting;
  readonly decimal?: boolean;
}) {
  const value = useDocument(({ project }) => project.training[setting]);
  const { execute, seal } = useDocument.getState();
  const { training } = projectSchema.shape;
  return (
    <Row label={label}>
      {(id) => (
        <NumberField
          id={id}
          value={value}
          allowDecimal={decimal}
          allowNegative={false}
          faultOf={(next) => (training.safeParse({ [setting]: next }).success ? undefined : limits[setting])}
          onChange={(next) => execute({ type: 'set-training', changes: { [setting]: next } })}
          onLeave={seal}
        />
      )}
    </Row>
  );
}
