import { defaultsOf, type ParameterSchema } from '../../../engine/layers/parameters.ts';
import type { TrainingSettings } from '../../../engine/project/schema.ts';
import { ParameterFields } from '../../parameters/parameter-fields.tsx';
import { sealTraining } from './edit-settings.ts';
import { SelectRow } from './rows.tsx';
import { engineText, type WindowText } from '../../language/text.ts';

/** An entry of a project that names a definition and gives its parameters. */
export type Chosen = TrainingSettings['optimizer'];

/** What optimisers, schedules and augmentations have in common. */
export interface Choosable {
  readonly type: string;
  readonly title: string;
  readonly parameters: ParameterSchema;
}

interface RegistryRowsProps {
  readonly label: WindowText;
  readonly help: WindowText;
  readonly registry: readonly Choosable[];
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen) => void;
}

/** The choice of one definition and the controls of its parameters. */
export function RegistryRows({ label, help, registry, chosen, onChange }: RegistryRowsProps) {
  return (
    <>
      <SelectRow
        label={label}
        help={help}
        options={registry.map(({ type, title }) => ({ value: type, label: engineText(title) }))}
        value={chosen.type}
        onChange={(type) => onChange({ type, parameters: {} })}
      />
      <ChosenFields registry={registry} chosen={chosen} onChange={onChange} />
    </>
  );
}

interface ChosenFieldsProps extends Pick<RegistryRowsProps, 'registry' | 'chosen' | 'onChange'> {
  /** Names that a text can list, by parameter. */
  readonly names?: Readonly<Record<string, readonly string[]>>;
}

/** The controls of a definition's parameters. */
export function ChosenFields({ registry, chosen, names, onChange }: ChosenFieldsProps) {
  const definition = registry.find(({ type }) => type === chosen.type);
  if (definition === undefined) return null;
  return (
    <ParameterFields
      key={chosen.type}
      schema={definition.parameters}
      values={{ ...defaultsOf(definition.parameters), ...chosen.parameters }}
      {...(names !== undefined && { names })}
      onChange={(name, value) => onChange({ type: chosen.type, parameters: { ...chosen.parameters, [name]: value } })}
      onLeave={sealTraining}
    />
  );
}
