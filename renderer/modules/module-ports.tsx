import { ActionIcon, Select, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import { isInstance, moduleIdOf, portsOf, type ModulePort } from '../../engine/modules/instance-layer.ts';
import type { Project, ProjectModule } from '../../engine/project/schema.ts';
import { executeEdit } from '../document/execute.ts';
import { stateOutput } from '../document/module-ports.ts';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import classes from './modules.module.css';

/** A module's inputs and outputs: their names, their order, and where the module is scanned which input goes on as which output. */
export function ModulePorts({ module }: { readonly module: ProjectModule }) {
  const scanned = useDocument(({ whole }) => isScanned(whole, module.id));
  const { inputs, outputs } = portsOf(module);
  return (
    <>
      <PortList module={module} title={t('Inputs')} ports={inputs} states={scanned ? outputs : []} />
      <PortList module={module} title={t('Outputs')} ports={outputs} states={[]} />
    </>
  );
}

interface PortListProps {
  readonly module: ProjectModule;
  readonly title: string;
  readonly ports: readonly ModulePort[];
  /** Outputs as which an input can go on. */
  readonly states: readonly ModulePort[];
}

function PortList({ module, title, ports, states }: PortListProps) {
  if (ports.length === 0) return null;
  const move = (port: string, by: 1 | -1) => executeEdit({ type: 'move-port', module: module.id, port, by });
  return (
    <div className={classes.ports} role="group" aria-label={title}>
      <h4>{title}</h4>
      {ports.map((port, place) => (
        <div key={port.name} className={classes.port}>
          <PortName module={module.id} port={port} />
          {states.length > 0 && !port.constant && (
            <Select
              size="xs"
              className={classes.state}
              aria-label={t('{port} goes on as', { port: port.label })}
              value={stateOutput(module, port)?.name ?? ''}
              data={[
                { value: '', label: t('step by step') },
                ...states.map(({ name, label }) => ({ value: name, label: t('goes on as {output}', { output: label }) })),
              ]}
              comboboxProps={{ width: 'max-content', position: 'bottom-end' }}
              onChange={(output) =>
                executeEdit({
                  type: 'pair-state',
                  module: module.id,
                  input: port.name,
                  output: output === '' || output === null ? undefined : output,
                })
              }
            />
          )}
          {ports.length > 1 && (
            <>
              <ActionIcon
                variant="subtle"
                size="sm"
                aria-label={t('Move {port} up', { port: port.label })}
                disabled={place === 0}
                onClick={() => move(port.name, -1)}
              >
                <IconArrowUp size={14} stroke={1.7} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                size="sm"
                aria-label={t('Move {port} down', { port: port.label })}
                disabled={place === ports.length - 1}
                onClick={() => move(port.name, 1)}
              >
                <IconArrowDown size={14} stroke={1.7} />
              </ActionIcon>
            </>
          )}
        </div>
      ))}
    </div>
  );
}

/** The name is given on when the field is left or Enter pressed: on its way it may be that of another port. */
function PortName({ module, port }: { readonly module: string; readonly port: ModulePort }) {
  const [draft, setDraft] = useState<string>();
  const finish = () => {
    const name = draft?.trim();
    setDraft(undefined);
    if (name === undefined || name === '' || name === port.label) return;
    executeEdit({ type: 'rename-port', module, port: port.name, name });
    useDocument.getState().seal();
  };
  return (
    <TextInput
      size="xs"
      className={classes.portName}
      aria-label={t('Name of port {port}', { port: port.label })}
      value={draft ?? port.label}
      maxLength={256}
      onChange={({ currentTarget }) => setDraft(currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish();
        if (event.key === 'Escape') setDraft(undefined);
      }}
    />
  );
}

function isScanned({ nodes, modules = [] }: Project, id: string): boolean {
  return [nodes, ...modules.map((module) => module.nodes)].some((drawn) =>
    drawn.some((node) => node.type === 'Scan' && isInstance(node) && moduleIdOf(node) === id),
  );
}
