import type { LayerDefinition } from '../../engine/layers/definition.ts';
import { PortMark } from '../icons/port-mark.tsx';
import { typicalKinds } from './typical-kinds.ts';

/** The marks of what a layer takes, a dash, and those of what it gives. */
export function KindMarks({ layer, dash }: { readonly layer: LayerDefinition; readonly dash: string }) {
  const { inputs, outputs } = typicalKinds(layer);
  return (
    <>
      {inputs.map((kind) => (
        <PortMark key={kind} kind={kind} size={8} />
      ))}
      {inputs.length > 0 && outputs.length > 0 && <span className={dash} />}
      {outputs.map((kind) => (
        <PortMark key={kind} kind={kind} size={8} />
      ))}
    </>
  );
}
