import type { LayerDefinition } from '../../engine/layers/definition.ts';
import { layers } from '../../engine/layers/registry.ts';
import type { ProjectModule } from '../../engine/project/schema.ts';
import { engineText } from '../language/text.ts';

/** What can be added: a layer, or a named use of one. */
export interface LayerChoice {
  /** `Conv2D`, `Conv2D-dilated` */
  readonly id: string;
  /** The layer's type, or the name of its use. */
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly synonyms: readonly string[];
  readonly layer: LayerDefinition;
  /** What is set when it is added; the rest stays at its defaults. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Modules that the project needs for it and may lack. */
  readonly modules?: readonly ProjectModule[];
}

/** The layer, then its named uses. */
export function choicesOf(layer: LayerDefinition): readonly LayerChoice[] {
  const { type, title, summary, synonyms = [], presets = [] } = layer;
  return [
    { id: type, name: type, title, summary, synonyms, layer, parameters: {} },
    ...presets.map((preset) => ({
      id: `${type}-${preset.id}`,
      name: preset.name,
      title: preset.name,
      summary: preset.summary,
      synonyms: [...(preset.synonyms ?? []), type],
      layer,
      parameters: preset.parameters,
    })),
  ];
}

/** Everything that can be added, in the palette's order. */
export const layerChoices: readonly LayerChoice[] = layers.flatMap(choicesOf);

/** The name as lists write it: that of a use in the window's language; types, and what people called a module, are the same in all. */
export function nameOfChoice({ name, layer }: LayerChoice): string {
  return layer.presets?.some((preset) => preset.name === name) === true ? engineText(name) : name;
}
