// Keeps the shell standing when a page fails to draw.
import { Component, type ReactNode } from 'react';
import { Outlet, useLocation } from 'react-router';
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/states';
import { ErrorCircle20Regular } from '@fluentui/react-icons';

class Net extends Component<{ children: ReactNode; fallback: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() { return { failed: true }; }
  override render() { return this.state.failed ? this.props.fallback : this.props.children; }
}

export function PageBoundary() {
  const { pathname } = useLocation();
  return (
    <Net key={pathname.split('/').slice(0, 3).join('/')} fallback={<PageFailed />}>
      <Outlet />
    </Net>
  );
}

function PageFailed() {
  const { t } = useWords();
  return (
    <EmptyState tone="error" icon={<ErrorCircle20Regular />} title={t('shell.pageFailedTitle')} text={t('shell.pageFailedText')}
      action={<Button look="primary" onClick={() => window.location.reload()}>{t('shell.reload')}</Button>} />
  );
}
