import type { Diagnostic, Fix, PortReference, WireEnds } from '../project/diagnostic.ts';
import type { ProjectModule, ProjectNode } from '../project/schema.ts';
import { moduleIdOf, type Modules } from './instance-layer.ts';

/** What can be wrong with modules, in words. */

const nameOf = ({ id, name }: ProjectNode): string => name ?? id;

export function unknownModule(node: ProjectNode, modules: Modules): Diagnostic {
  const module = moduleIdOf(node);
  const names = [...modules.values()];
  const fix = { label: 'Remove the node', edits: [{ type: 'remove-node', node: node.id } as const] };
  return {
    code: 'unknown-module',
    severity: 'error',
    nodeId: node.id,
    parameter: 'module',
    message:
      module === ''
        ? `${nameOf(node)} stands for no module yet. Choose one in the inspector.`
        : `${nameOf(node)} stands for the module “${module}”, which the project doesn't have. Choose another module, or remove the node.`,
    expected: names.map(({ id }) => id).join(' or ') || 'a module of the project',
    actual: module === '' ? 'none' : module,
    fixes: [
      ...names.slice(0, 3).map(({ id, name }) => ({
        label: `Use ${name}`,
        edits: [{ type: 'set-parameter', node: node.id, parameter: 'module', value: id } as const],
      })),
      fix,
    ],
  };
}

export function containsItself(node: ProjectNode, module: ProjectModule): Diagnostic {
  return {
    code: 'module-cycle',
    severity: 'error',
    nodeId: node.id,
    parameter: 'module',
    message: `The module “${module.name}” contains itself, so that it would never end. Take it out of its own drawing and of what stands in it.`,
    fixes: [{ label: 'Remove the node', edits: [{ type: 'remove-node', node: node.id }] }],
  };
}

export function portOutside(node: ProjectNode): Diagnostic {
  const input = node.type === 'ModuleInput';
  return {
    code: 'module-port-outside',
    severity: 'error',
    nodeId: node.id,
    message: `${nameOf(node)} is a port of a module and has no place in the network itself. ${input ? 'Use an Input for data.' : 'Use an Output for predictions.'}`,
    fixes: input ? becoming(node, 'Input', 'Make it an Input') : becoming(node, 'Output', 'Make it an Output'),
  };
}

export function endInside(node: ProjectNode): Diagnostic {
  return {
    code: 'end-in-module',
    severity: 'error',
    nodeId: node.id,
    message: `${nameOf(node)} stands in a module. Data and losses belong to the network itself: draw a module's port in its place, and wire the module.`,
    expected: node.type === 'Input' ? 'ModuleInput' : 'ModuleOutput',
    actual: node.type,
    fixes:
      node.type === 'Input'
        ? becoming(node, 'ModuleInput', 'Make it an input of the module')
        : becoming(node, 'ModuleOutput', 'Make it an output of the module'),
  };
}

export function noChain(node: ProjectNode, module: ProjectModule): Diagnostic {
  return {
    code: 'module-no-chain',
    severity: 'error',
    nodeId: node.id,
    parameter: 'repeat',
    message: `${nameOf(node)} can't be repeated: what leaves “${module.name}” enters the next one, but it has more outputs than inputs.`,
    expected: 'an input for each output',
    fixes: [useOnce(node)],
  };
}

const useOnce = (node: ProjectNode): Fix => ({
  label: 'Use it once',
  edits: [{ type: 'set-parameter', node: node.id, parameter: 'repeat', value: 1 }],
});

/** What stands in the wrong drawing becomes what belongs there, or goes. */
const becoming = (node: ProjectNode, layer: string, label: string): readonly Fix[] => [
  { label, edits: [{ type: 'replace-layer', node: node.id, layer }] },
  { label: 'Remove the node', edits: [{ type: 'remove-node', node: node.id }] },
];

export function tooMany(node: ProjectNode, most: number): Diagnostic {
  return {
    code: 'too-many-layers',
    severity: 'error',
    nodeId: node.id,
    message: `With ${nameOf(node)} the network would have more than ${most} layers. Repeat it less often, or put fewer modules into each other.`,
    expected: `at most ${most} layers`,
    ...(node.parameters.repeat === undefined || node.parameters.repeat === 1 ? {} : { fixes: [useOnce(node)] }),
  };
}

/** All inputs of an instance that nothing is wired to, told at once. */
export function missingPorts(node: ProjectNode, ports: readonly { readonly name: string; readonly label: string }[]): Diagnostic {
  const labels = new Intl.ListFormat('en').format(ports.map(({ label }) => `“${label}”`));
  return {
    code: 'missing-input',
    severity: 'error',
    nodeId: node.id,
    port: ports[0]?.name,
    message:
      ports.length === 1
        ? `${nameOf(node)} has nothing wired to its input “${ports[0]?.label}”. Connect the output of another layer.`
        : `${nameOf(node)} has nothing wired to its inputs ${labels}. Connect the outputs of other layers.`,
  };
}

export function missingOutput(nodeId: string, label: string): Diagnostic {
  return {
    code: 'missing-input',
    severity: 'error',
    nodeId,
    port: 'in',
    message: `Nothing is wired to the module's output “${label}”. Open the module and connect the layer that gives it.`,
  };
}

export function wiredTwice(wire: WireEnds): Diagnostic {
  return {
    code: 'port-wired-twice',
    severity: 'error',
    nodeId: wire.to.node,
    port: wire.to.port,
    wire,
    message: `The input “${wire.to.port}” of ${wire.to.node} takes one wire, but a second one comes from ${wire.from.node}. Remove one, or join both with Add or Concat.`,
    expected: 'one wire',
    actual: 'two wires',
    fixes: [{ label: `Remove the wire from ${wire.from.node}`, edits: [{ type: 'remove-wire', wire }] }],
  };
}

export function unknownPort(wire: WireEnds, end: PortReference, expected: readonly string[]): Diagnostic {
  return {
    code: 'unknown-port',
    severity: 'error',
    nodeId: end.node,
    port: end.port,
    wire,
    message: `A wire leads to a port “${end.port}” that ${end.node} does not have. Remove the wire and connect again.`,
    expected: expected.join(' or ') || 'no port on that side',
    actual: end.port,
    fixes: [{ label: 'Remove the wire', edits: [{ type: 'remove-wire', wire }] }],
  };
}
