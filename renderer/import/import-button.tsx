import { Button } from '@mantine/core';
import { IconDatabaseImport } from '@tabler/icons-react';
import { t } from '../language/text.ts';
import { openImport } from './import-store.ts';

/** Opens the import of data of one's own. */
export function ImportButton() {
  return (
    <Button leftSection={<IconDatabaseImport size={15} stroke={1.7} />} onClick={() => openImport()}>
      {t('Import data…')}
    </Button>
  );
}
