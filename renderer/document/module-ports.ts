import { portsOf, type ModulePort } from '../../engine/modules/instance-layer.ts';
import type { ProjectModule, ProjectNode } from '../../engine/project/schema.ts';
import type { Refusal } from './edit-definition.ts';
import { t } from '../language/text.ts';

type Side = 'inputs' | 'outputs';

/** The module with another name for a port; both ends of a state are renamed. Ports of one side have names of their own. */
export function withPortName(module: ProjectModule, id: string, name: string): ProjectModule | Refusal {
  const port = portOf(module, id);
  const label = name.trim();
  if (port === undefined) return module;
  if (label === '') return { refused: t('A port has a name.') };
  const partner = partnerOf(module, port.label, port.side);
  const renamed = [id, ...(partner === undefined ? [] : [partner.name])];
  const others = Object.values(portsOf(module))
    .flat()
    .filter((other) => !renamed.includes(other.name));
  const beside = partner === undefined ? others.filter((other) => sideOf(module, other.name) === port.side) : others;
  if (beside.some((other) => other.label === label))
    return { refused: t('Another port of the module is called “{name}”.', { name: label }) };
  return withNames(module, Object.fromEntries(renamed.map((node) => [node, label])));
}

/** The module with a port one place further up or down among those of its side. */
export function withPortMoved(module: ProjectModule, id: string, by: 1 | -1): ProjectModule {
  const port = portOf(module, id);
  if (port === undefined) return module;
  const ids = portsOf(module)[port.side].map(({ name }) => name);
  const other = ids[ids.indexOf(id) + by];
  if (other === undefined) return module;
  const [from, to] = [id, other].map((name) => module.nodes.findIndex((node) => node.id === name));
  return { ...module, nodes: module.nodes.with(from, module.nodes[to]).with(to, module.nodes[from]) };
}

/** The module whose input goes on, from step to step of a scan, as that output: both have one name. Without an output it goes on as none. */
export function withState(module: ProjectModule, input: string, output: string | undefined): ProjectModule {
  const port = portOf(module, input);
  if (port?.side !== 'inputs') return module;
  const parted = partnerOf(module, port.label, 'inputs');
  const taken = new Set(
    Object.values(portsOf(module))
      .flat()
      .map(({ label }) => label),
  );
  const apart = parted === undefined || parted.name === output ? {} : { [parted.name]: freeLabel(taken, port.label) };
  return withNames(module, { ...apart, ...(output !== undefined && { [output]: port.label }) });
}

/** The output as which an input goes on in a scan. */
export function stateOutput(module: ProjectModule, { label, constant }: ModulePort): ModulePort | undefined {
  return constant ? undefined : portsOf(module).outputs.find((output) => output.label === label);
}

function portOf(module: ProjectModule, id: string): (ModulePort & { readonly side: Side }) | undefined {
  const side = sideOf(module, id);
  const port = side === undefined ? undefined : portsOf(module)[side].find(({ name }) => name === id);
  return port === undefined || side === undefined ? undefined : { ...port, side };
}

function sideOf(module: ProjectModule, id: string): Side | undefined {
  const ports = portsOf(module);
  return (['inputs', 'outputs'] as const).find((side) => ports[side].some(({ name }) => name === id));
}

/** The port of the other side that has the same name. */
function partnerOf(module: ProjectModule, label: string, side: Side): ModulePort | undefined {
  return portsOf(module)[side === 'inputs' ? 'outputs' : 'inputs'].find((other) => other.label === label);
}

function withNames(module: ProjectModule, names: Readonly<Record<string, string>>): ProjectModule {
  return { ...module, nodes: module.nodes.map((node): ProjectNode => (node.id in names ? { ...node, name: names[node.id] } : node)) };
}

function freeLabel(taken: ReadonlySet<string>, label: string): string {
  let free = `${label}2`;
  for (let number = 3; taken.has(free); number += 1) free = `${label}${number}`;
  return free;
}
