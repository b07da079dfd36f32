import { bodiesIn, type Body, type Line, type Member } from './body.ts';
import { docText, indented, moduleNames, Names, variableName } from './python.ts';
import { indentedRows, type Row, rowsOf, textOf } from './rows.ts';
import { argumentAt, type Literal, literalsOf, signaturesOf, skeletonOf, withLiterals } from './tokens.ts';

/** A class as text. */
export interface ClassText {
  readonly rows: readonly Row[];
  /** The drawing that it is of, and before its ids those of the first place where it is used. */
  readonly drawing: string;
  readonly place: string;
}

/** Classes, those that others need first. */
export interface Classes {
  readonly classes: readonly ClassText[];
  /** The name of the network's class. */
  readonly network: string;
}

/** A body as lines of code: what it makes, with the classes of its parts chosen, and what it computes. */
interface Drafted {
  readonly body: Body;
  readonly members: readonly string[];
  readonly lines: readonly Line[];
}

/**
 * Turns bodies into classes: places of one drawing that differ in literals alone share a class, whose arguments those are; others get a
 * class each.
 */
export function classesOf(root: Body, names: Names, helpers: string): Classes {
  const network = names.unique(root.className);
  const all = bodiesIn(root);
  const construct = new Map<Body, string>();
  const classes: ClassText[] = [];
  let before = helpers;
  for (const drawing of inOrder(all)) {
    const drafts = all.filter((body) => body.drawing === drawing).map((body) => drafted(body, construct));
    for (const group of grouped(drafts)) {
      const name = drawing === '' ? network : names.unique(group[0].body.className);
      const written = classRows(name, group, before);
      classes.push({ rows: written.rows, drawing, place: group[0].body.place });
      before = `${before}\n${textOf(written.rows)}`;
      for (const [place, { body }] of group.entries()) construct.set(body, `${name}(${written.given(place)})`);
    }
  }
  return { classes, network };
}

/** Drawings so that each follows those in it. */
function inOrder(bodies: readonly Body[]): readonly string[] {
  const depths = new Map<string, number>();
  const depthOf = (body: Body): number => {
    const inner = body.members.flatMap((member) => ('bodies' in member ? member.bodies.map(depthOf) : []));
    return inner.length === 0 ? 0 : 1 + Math.max(...inner);
  };
  for (const body of bodies) depths.set(body.drawing, Math.max(depths.get(body.drawing) ?? 0, depthOf(body)));
  return [...depths].sort((a, b) => a[1] - b[1]).map(([drawing]) => drawing);
}

function drafted(body: Body, construct: ReadonlyMap<Body, string>): Drafted {
  return { body, members: body.members.map((member) => `self.${member.name} = ${memberCode(member, construct)}`), lines: body.lines };
}

function memberCode(member: Member, construct: ReadonlyMap<Body, string>): string {
  if ('code' in member) return member.code;
  const made = member.bodies.map((body) => construct.get(body) ?? '');
  if (!member.isList) return made[0];
  if (made.every((code) => code === made[0])) return `nn.ModuleList([${made[0]} for _ in range(${made.length})])`;
  return `nn.ModuleList([${made.join(', ')}])`;
}

function grouped(drafts: readonly Drafted[]): readonly (readonly Drafted[])[] {
  const groups = new Map<string, Drafted[]>();
  for (const draft of drafts) {
    const { body, members, lines } = draft;
    const text = [...body.inputs.map(({ code }) => code), ...members, ...lines.map(({ code }) => code), body.result].join('\n');
    const group = groups.get(skeletonOf(text));
    if (group === undefined) groups.set(skeletonOf(text), [draft]);
    else group.push(draft);
  }
  return [...groups.values()];
}

interface Found {
  readonly values: readonly string[];
  readonly hints: string[];
  inForward: boolean;
}

function classRows(
  name: string,
  group: readonly Drafted[],
  before: string,
): { readonly rows: readonly Row[]; given(place: number): string } {
  const [first] = group;
  const signatures = signaturesOf(before);
  const found = new Map<string, Found>();
  const note = (codes: readonly string[], inForward: boolean): void => {
    const literals = codes.map(literalsOf);
    for (const [rank, { at }] of literals[0].entries()) {
      const values = literals.map((own) => own[rank].text);
      if (values.every((value) => value === values[0])) continue;
      const hint = argumentAt(codes[0], at, signatures);
      const known = found.get(JSON.stringify(values)) ?? { values, hints: [], inForward: false };
      if (hint !== undefined) known.hints.push(hint);
      known.inForward ||= inForward;
      found.set(JSON.stringify(values), known);
    }
  };
  for (const k of first.members.keys())
    note(
      group.map(({ members }) => members[k]),
      false,
    );
  for (const k of first.lines.keys())
    note(
      group.map(({ lines }) => lines[k].code),
      true,
    );
  note(
    group.map(({ body }) => body.result),
    true,
  );
  // What a lambda names would hide an argument of the same name.
  const hiding = first.members.flatMap((code) => [...code.matchAll(/\blambda (\w+)/gu)].map(([, name]) => name));
  const names = new Names([...first.body.inputs.map(({ code }) => code), ...hiding, 'nn', 'torch', 'F', 'self']);
  const made = [...found].map(([key, entry]) => ({ key, ...entry, name: names.unique(argumentName(entry, group)) }));
  const members = new Names([...moduleNames, ...first.body.members.map((member) => member.name)]);
  const attributes = new Map(made.filter(({ inForward }) => inForward).map((entry) => [entry.key, members.unique(entry.name)]));
  const replaced = (codes: readonly string[], inForward: boolean): string => {
    const literals = codes.map(literalsOf);
    return withLiterals(codes[0], (text, rank) => {
      const key = JSON.stringify(literals.map((own: readonly Literal[]) => own[rank].text));
      const entry = made.find((argument) => argument.key === key);
      if (entry === undefined) return text;
      return inForward ? `self.${attributes.get(key)}` : entry.name;
    });
  };
  const parameters = made.map(({ name: argument, values }) => `${argument}: ${kindOf(values)}`);
  const kept = made.flatMap(({ key, name: argument, inForward }) => (inForward ? [`self.${attributes.get(key)} = ${argument}`] : []));
  const membersMade = first.body.members.flatMap(({ node }, k) => {
    const codes = group.map(({ members: own }) => own[k]);
    return wrapped(replaced(codes, false)).flatMap((code) => rowsOf(code, [node]));
  });
  const init = [...rowsOf('super().__init__()'), ...kept.flatMap((code) => rowsOf(code)), ...membersMade, ...closingOf(first.body)];
  const forward = first.lines.flatMap(({ node }, k) => {
    const codes = group.map(({ lines }) => lines[k].code);
    const comment = commonComment(group.map(({ lines }) => lines[k].comment));
    return rowsOf(`${replaced(codes, true)}${comment === undefined ? '' : `  # ${comment}`}`, [node]);
  });
  const results = group.map(({ body }) => body.result);
  const inputs = first.body.inputs.map(({ code }) => `${code}: Tensor`);
  const returns = first.body.outputs.length === 1 ? 'Tensor' : `tuple[${first.body.outputs.map(() => 'Tensor').join(', ')}]`;
  const asked = first.body.inputs.flatMap(({ nodes }) => nodes);
  const rows = [
    ...rowsOf(`class ${name}(nn.Module):`),
    ...indentedRows(docLines(first, group).flatMap((line) => rowsOf(line))),
    ...rowsOf(''),
    ...indentedRows(rowsOf(`def __init__(${['self', ...parameters].join(', ')}) -> None:`)),
    ...indentedRows(init, 2),
    ...rowsOf(''),
    ...indentedRows(rowsOf(`def forward(${['self', ...inputs].join(', ')}) -> ${returns}:`, asked)),
    ...indentedRows([...forward, ...rowsOf(`return ${replaced(results, true)}`, first.body.outputs)], 2),
  ];
  const given = (place: number): string =>
    made.length === 1 ? made[0].values[place] : made.map(({ name: argument, values }) => `${argument}=${values[place]}`).join(', ');
  return { rows, given };
}

const closingOf = ({ closing = [] }: Body): readonly Row[] => closing.flatMap((code) => rowsOf(code));

function docLines({ body }: Drafted, group: readonly Drafted[]): readonly string[] {
  const shapes = body.inputs.flatMap(({ code }, k) => {
    const shape = commonComment(group.map((draft) => draft.body.inputs[k].shape));
    return shape === undefined ? [] : [`${code}: ${[shape, body.inputs[k].note].filter((part) => part !== undefined).join(', ')}`];
  });
  const text = [...body.doc, ...(shapes.length === 0 ? [] : ['', ...shapes]), ...(body.returns ?? [])].join('\n');
  const [title, ...lines] = docText(text).split('\n');
  return lines.length === 0 ? [`"""${title}"""`] : [`"""${title}`, ...lines, '"""'];
}

/** What the name of an argument comes from: the exposed parameter with the same values, else what it is called where it is used. */
function argumentName({ values, hints }: Found, group: readonly Drafted[]): string {
  const [{ body }] = group;
  for (const [name] of body.values) {
    if (group.every((draft, k) => draft.body.values.get(name) === values[k])) return variableName(name, 'value');
  }
  const ins = hints.find((hint) => hint.startsWith('in_') && hints.includes(`out_${hint.slice(3)}`));
  return variableName(ins?.slice(3) ?? hints.at(0) ?? 'value', 'value');
}

function kindOf(values: readonly string[]): string {
  if (values.every((value) => value === 'True' || value === 'False')) return 'bool';
  if (values.every((value) => value.startsWith('"'))) return 'str';
  return values.every((value) => /^\d+$/u.test(value)) ? 'int' : 'float';
}

/** Shapes as all places have them, `…` where they differ. */
function commonComment(comments: readonly (string | undefined)[]): string | undefined {
  const [first] = comments;
  if (first === undefined || first === '' || comments.some((comment) => comment === undefined || skeletonOf(comment) !== skeletonOf(first)))
    return undefined;
  const literals = comments.map((comment) => literalsOf(comment ?? ''));
  return withLiterals(first, (text, rank) => (literals.every((own) => own[rank].text === text) ? text : '…'));
}

/** A long list of objects, one a line. */
function wrapped(code: string): readonly string[] {
  const list = /^(.* = nn\.ModuleList\(\[)(.*)\]\)$/su.exec(code);
  if (code.length <= 96 || list === null || code.includes(' for _ in range(')) return [code];
  return [list[1], ...indented(splitItems(list[2]).map((item) => `${item},`)), '])'];
}

function splitItems(text: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let start = 0;
  for (const [i, sign] of [...text].entries()) {
    if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    else if (sign === ',' && depth === 0) {
      items.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  return [...items, text.slice(start).trim()];
}
