import { augmentations } from '../../../engine/augmentations/registry.ts';
import { useDocument } from '../../document/store.ts';
import { AugmentationPreview } from './augmentation-preview.tsx';
import { ChosenList, type ListChange } from './chosen-list.tsx';
import { sealTraining, setTraining } from './edit-settings.ts';
import { Group } from './group.tsx';
import type { Chosen } from './registry-rows.tsx';
import { engineWord, t } from '../../language/text.ts';

/** Random changes of the training samples, in the order of the list. */
export function AugmentationGroup() {
  const list = useDocument(({ project }) => project.training.augmentation);
  const title = (type: string) => augmentations.find((augmentation) => augmentation.type === type)?.title ?? type;
  const change = (augmentation: Chosen[], { typing }: ListChange) => {
    setTraining({ augmentation });
    if (typing === undefined) sealTraining();
  };
  return (
    <Group
      id="augmentation"
      title={t('Augmentation')}
      summary={list.length === 0 ? t('off') : list.map(({ type }) => engineWord(title(type))).join(t(', '))}
    >
      <ChosenList noun="augmentation" registry={augmentations} list={list} onChange={change} />
      <AugmentationPreview />
    </Group>
  );
}
