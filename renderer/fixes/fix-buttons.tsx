import { Button } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import type { Fix } from '../../engine/project/diagnostic.ts';
import { executeEdit } from '../document/execute.ts';
import { engineText } from '../language/text.ts';
import classes from './fixes.module.css';

/** One button for each edit that mends a problem, the best one filled. */
export function FixButtons({ fixes = [], primary = true }: { readonly fixes?: readonly Fix[] | undefined; readonly primary?: boolean }) {
  if (fixes.length === 0) return null;
  return (
    <div className={classes.fixes}>
      {fixes.slice(0, 3).map((fix, index) => (
        <Button
          key={fix.label}
          variant={index === 0 && primary ? 'filled' : 'default'}
          leftSection={index === 0 ? <IconBolt size={14} stroke={1.7} /> : undefined}
          onClick={() => executeEdit({ type: 'apply-fix', fix })}
        >
          {engineText(fix.label)}
        </Button>
      ))}
    </div>
  );
}
