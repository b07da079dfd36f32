/** From more layers on, the window takes seconds for what should be there at once. */
export const MANY_LAYERS = 10_000;

/** So many are opened and drawn in a second, measured with 30,000 and 100,000 on two cores. */
export const LAYERS_A_SECOND = 2000;

interface Drawn {
  readonly nodes: readonly unknown[];
  readonly modules?: readonly { readonly nodes: readonly unknown[] }[] | undefined;
}

/** All layers that stand in the file: those of the network and of its modules. */
export function countLayers({ nodes, modules = [] }: Drawn): number {
  return modules.reduce((sum, module) => sum + module.nodes.length, nodes.length);
}
