import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import styles from './waiting.module.css';

interface ErrorBoundaryProps {
  /** What broke, said so that it begins a sentence: "The canvas". */
  readonly what: string;
  readonly children: ReactNode;
}

/** Keeps a fault of one part from taking the rest with it. The project is outside of React: it stays, and is saved at once. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error: Error | undefined }> {
  override state: { readonly error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error): void {
    reportError(error);
    void useDocument.getState().flush();
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className={styles.waiting} role="alert">
        <h2>{t('{what} met a fault', { what: this.props.what })}</h2>
        <p>
          {t('Your project and its runs are safe. Show it again, or reload the window. What went wrong: {message}', {
            message: error.message,
          })}
        </p>
        <div className={styles.actions}>
          <Button onClick={() => this.setState({ error: undefined })}>{t('Show again')}</Button>
          <Button variant="default" onClick={() => window.location.reload()}>
            {t('Reload the window')}
          </Button>
        </div>
      </div>
    );
  }
}
