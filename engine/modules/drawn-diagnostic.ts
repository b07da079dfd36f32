import type { Diagnostic, Fix, PortReference, ProjectEdit, WireEnds } from '../project/diagnostic.ts';
import type { FlatProject } from './flatten.ts';

/** Where a node is drawn: in a module, or in the network itself. */
interface DrawnPlace {
  readonly module: string | undefined;
  /** Its id there. */
  readonly id: string;
}

type Scopes = FlatProject['scopes'];

/** The module in which a node of the flat project is drawn, and its id there. */
export function drawnPlace(scopes: Scopes, node: string): DrawnPlace {
  for (let slash = node.lastIndexOf('/'); slash >= 0; slash = slash === 0 ? -1 : node.lastIndexOf('/', slash - 1)) {
    const module = scopes.get(node.slice(0, slash + 1));
    if (module !== undefined) return { module, id: node.slice(slash + 1) };
  }
  return { module: undefined, id: node };
}

/** The diagnostic with fixes that edit the modules in which its nodes and wires are drawn. A fix for which there is no such edit is left out. */
export function atDrawing(diagnostic: Diagnostic, scopes: Scopes): Diagnostic {
  if (scopes.size === 0 || diagnostic.fixes === undefined) return diagnostic;
  const { fixes, ...rest } = diagnostic;
  const drawn = fixes.flatMap((fix) => drawnFix(fix, scopes) ?? []);
  return { ...rest, ...(drawn.length > 0 && { fixes: drawn }) };
}

/** The diagnostic of a drawing inside a node, as one of the whole. */
export function inside(diagnostic: Diagnostic, node: string): Diagnostic {
  const { nodeId, wire, fixes } = diagnostic;
  const at = (id: string): string => `${node}/${id}`;
  return {
    ...diagnostic,
    nodeId: nodeId === undefined ? node : at(nodeId),
    ...(wire !== undefined && { wire: wireAt(wire, at) }),
    ...(fixes !== undefined && { fixes: fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => editAt(edit, at)) })) }),
  };
}

function editAt(edit: ProjectEdit, at: (id: string) => string): ProjectEdit {
  switch (edit.type) {
    case 'set-parameter':
    case 'replace-layer':
    case 'remove-node':
      return { ...edit, node: at(edit.node) };
    case 'add-layer':
      return addAt(edit, (end) => ({ ...end, node: at(end.node) }));
    case 'insert-layer':
    case 'remove-wire':
    case 'add-wire':
      return { ...edit, wire: wireAt(edit.wire, at) };
    case 'use-nodes':
      return { ...edit, nodes: edit.nodes.map(at) };
    default:
      return edit;
  }
}

function wireAt({ from, to }: WireEnds, at: (id: string) => string): WireEnds {
  return { from: { ...from, node: at(from.node) }, to: { ...to, node: at(to.node) } };
}

function drawnFix({ label, edits }: Fix, scopes: Scopes): Fix | undefined {
  const drawn: ProjectEdit[] = [];
  for (const edit of edits) {
    const found = drawnEdit(edit, scopes);
    if (found === undefined) return undefined;
    drawn.push(found);
  }
  return { label, edits: drawn };
}

function drawnEdit(edit: ProjectEdit, scopes: Scopes): ProjectEdit | undefined {
  switch (edit.type) {
    case 'set-parameter':
    case 'replace-layer':
    case 'remove-node': {
      const { module, id } = drawnPlace(scopes, edit.node);
      return within(module, { ...edit, node: id });
    }
    case 'insert-layer':
    case 'remove-wire':
    case 'add-wire': {
      const local = localWire(edit.wire, scopes);
      return local && within(local.module, { ...edit, wire: local.wire });
    }
    case 'use-nodes': {
      const places = edit.nodes.map((node) => drawnPlace(scopes, node));
      const [first] = places;
      if (places.length === 0 || places.some(({ module }) => module !== first.module)) return undefined;
      return within(first.module, { ...edit, nodes: places.map(({ id }) => id) });
    }
    case 'add-layer':
      return drawnAddition(edit, scopes);
    default:
      return edit;
  }
}

type Addition = Extract<ProjectEdit, { type: 'add-layer' }>;

function addAt(edit: Addition, at: (end: PortReference) => PortReference): Addition {
  const { from, to, others } = edit;
  return {
    ...edit,
    ...(from !== undefined && { from: at(from) }),
    ...(to !== undefined && { to: at(to) }),
    ...(others !== undefined && { others: others.map(at) }),
  };
}

/** A layer is added where all that it is wired to is drawn; `undefined` where that is not one drawing. */
function drawnAddition(edit: Addition, scopes: Scopes): ProjectEdit | undefined {
  const ends = [edit.from, edit.to, ...(edit.others ?? [])].filter((end) => end !== undefined);
  const places = ends.map(({ node }) => ({ node, place: drawnPlace(scopes, node) }));
  const [first] = places;
  if (first === undefined) return edit;
  if (places.some(({ node, place }) => prefixOf(node, place) !== prefixOf(first.node, first.place))) return undefined;
  return within(
    first.place.module,
    addAt(edit, (end) => ({ ...end, node: drawnPlace(scopes, end.node).id })),
  );
}

/** What the id of a node has before that which it has in its drawing. */
function prefixOf(node: string, { id }: DrawnPlace): string {
  return node.slice(0, node.length - id.length);
}

function within(module: string | undefined, edit: ProjectEdit): ProjectEdit {
  return module === undefined ? edit : { type: 'in-module', module, edits: [edit] };
}

/** A wire by its ends' ids in the drawing that both of them are in; `undefined` where there is none. */
function localWire({ from, to }: WireEnds, scopes: Scopes): { readonly module: string | undefined; readonly wire: WireEnds } | undefined {
  const [source, target] = [drawnPlace(scopes, from.node), drawnPlace(scopes, to.node)];
  if (prefixOf(from.node, source) !== prefixOf(to.node, target)) return undefined;
  return { module: target.module, wire: { from: { ...from, node: source.id }, to: { ...to, node: target.id } } };
}
