import { Popover } from '@mantine/core';
import { IconAlertCircleFilled } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Diagnostic } from '../../engine/project/diagnostic.ts';
import type { ProjectWire } from '../../engine/project/schema.ts';
import { nameOf } from '../document/document.ts';
import { useDocument } from '../document/store.ts';
import { FixButtons } from '../fixes/fix-buttons.tsx';
import { ProblemFacts } from '../fixes/problem-facts.tsx';
import { engineText, t } from '../language/text.ts';
import classes from './canvas.module.css';

interface WireProblemProps {
  readonly problem: Diagnostic;
  readonly wire: ProjectWire;
  readonly title: string;
  /** The pointer is over the wire. */
  readonly pointed: boolean;
  readonly x: number;
  readonly y: number;
}

/** The badge of a faulty wire; its card says what was expected, what came from where, and offers the fixes. */
export function WireProblem({ problem, wire, title, pointed, x, y }: WireProblemProps) {
  const [opened, setOpened] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const project = useDocument((state) => state.project);
  const show = (delay: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpened(true), delay);
  };
  const hide = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpened(false), 250);
  };
  useEffect(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpened(pointed), pointed ? 120 : 250);
    return () => clearTimeout(timer.current);
  }, [pointed]);
  return (
    <Popover opened={opened} onChange={setOpened} position="top" withArrow arrowSize={10} width={260} trapFocus={false} closeOnEscape>
      <Popover.Target>
        <button
          type="button"
          className={`${classes.badge} nopan nodrag`}
          style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          aria-label={t('Problem of the wire {wire}: {problem}', { wire: title, problem: engineText(problem.message) })}
          onMouseEnter={() => show(120)}
          onMouseLeave={hide}
          onFocus={() => show(0)}
          onBlur={hide}
          onClick={() => setOpened(true)}
        >
          <IconAlertCircleFilled size={18} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.card} onMouseEnter={() => show(0)} onMouseLeave={hide} onFocus={() => show(0)} onBlur={hide}>
        <h3 className={classes.cardTitle}>
          <IconAlertCircleFilled size={15} aria-hidden />
          {engineText(problem.message)}
        </h3>
        <ProblemFacts
          expected={problem.expected}
          actual={problem.actual}
          from={`${nameOf(project, wire.from.node)} → ${nameOf(project, wire.to.node)}`}
        />
        <FixButtons fixes={problem.fixes} />
      </Popover.Dropdown>
    </Popover>
  );
}
