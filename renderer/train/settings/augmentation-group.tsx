import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { augmentations } from '../../../engine/augmentations/registry.ts';
import { useDocument } from '../../document/store.ts';
import { AugmentationPreview } from './augmentation-preview.tsx';
import { sealTraining, setTraining } from './edit-settings.ts';
import { Group } from './group.tsx';
import { ChosenFields, type Chosen } from './registry-rows.tsx';
import styles from './training-form.module.css';

/** Random changes of the training samples, in the order of the list. */
export function AugmentationGroup() {
  const list = useDocument(({ project }) => project.training.augmentation);
  const title = (type: string) => augmentations.find((augmentation) => augmentation.type === type)?.title ?? type;
  const change = (augmentation: Chosen[]) => setTraining({ augmentation });
  const discrete = (augmentation: Chosen[]) => {
    change(augmentation);
    sealTraining();
  };
  return (
    <Group
      id="augmentation"
      title="Augmentation"
      summary={list.length === 0 ? 'off' : list.map(({ type }) => title(type).toLowerCase()).join(', ')}
    >
      {list.map((chosen, index) => (
        // Entries have no identity but their place.
        <section key={`${index}:${chosen.type}`} className={styles.augmentation} aria-label={title(chosen.type)}>
          <header>
            <span>{title(chosen.type)}</span>
            <ActionIcon
              variant="subtle"
              size="sm"
              aria-label={`Remove ${title(chosen.type)}`}
              onClick={() => discrete(list.filter((_, other) => other !== index))}
            >
              <IconTrash size={14} stroke={1.7} />
            </ActionIcon>
          </header>
          <ChosenFields
            registry={augmentations}
            chosen={chosen}
            onChange={(next) => change(list.map((other, place) => (place === index ? next : other)))}
          />
        </section>
      ))}
      <AugmentationPreview />
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} stroke={1.7} />}>
            Add
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {augmentations.map(({ type, title, explanation }) => (
            <Menu.Item key={type} title={explanation} onClick={() => discrete([...list, { type, parameters: {} }])}>
              {title}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
