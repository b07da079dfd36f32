import { PROJECT_VERSION, projectSchema, type Project, type ProjectNode, type ProjectWire } from '../engine/project/schema.ts';

const BLOCKS = 497;
const ROW = 40;
const [STEP_X, STEP_Y] = [240, 220];

/**
 * A residual network of 1,000 nodes and 1,500 wires in rows: blocks of a convolution and the sum with what went into it, four of
 * which read from a block further up. A stride of its first convolution changes the shapes of all that follows.
 */
export function largeNetwork(): Project {
  const nodes: ProjectNode[] = [];
  const wires: ProjectWire[] = [];
  const add = (id: string, type: string, parameters: ProjectNode['parameters']) => {
    const [row, column] = [Math.floor(nodes.length / ROW), nodes.length % ROW];
    nodes.push({ id, type, version: 1, position: { x: column * STEP_X, y: row * STEP_Y }, parameters });
    return id;
  };
  const wire = (from: string, to: string) => wires.push({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } });

  const input = add('input', 'Input', { dataset: 'mnist', field: 'image' });
  const stem = add('stem', 'Conv2D', convolution);
  wire(input, stem);
  let [before, last] = [stem, stem];
  for (let block = 1; block <= BLOCKS; block += 1) {
    const [conv, sum] = [add(`conv${block}`, 'Conv2D', convolution), add(`sum${block}`, 'Add', {})];
    wire(last, conv);
    wire(last, sum);
    wire(conv, sum);
    if (block % 120 === 100) wire(before, sum);
    before = last;
    last = sum;
  }
  const [pool, flatten] = [add('pool', 'MaxPool2D', {}), add('flatten', 'Flatten', {})];
  wire(last, pool);
  wire(pool, flatten);
  const dense = add('dense', 'Dense', { units: 10 });
  const output = add('output', 'Output', { target: 'digit', loss: 'crossEntropy' });
  wire(flatten, dense);
  wire(dense, output);
  return projectSchema.parse({ format: 'netloom', version: PROJECT_VERSION, name: 'A thousand layers', nodes, wires });
}

const convolution = { filters: 4, kernelSize: [3, 3], padding: 'same', activation: 'relu' };
