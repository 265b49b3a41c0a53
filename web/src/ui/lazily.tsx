// A part of the portal in its own chunk, that holds its place until it comes and says so when it does not.
import { ArrowClockwise20Regular, ErrorCircle20Regular } from '@fluentui/react-icons';
import { useEffect, useSyncExternalStore, type ComponentType, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words';
import { Button } from './Button';
import { ahead, insist, Missing, type Trouble } from './insist';
import styles from './lazily.module.css';
import { EmptyState, useSlow } from './states';
import { Waiting } from './Waiting';

type Load<P> = () => Promise<{ default: ComponentType<P> }>;
type Options<P> = {
  /** In the page where it will stand, or over it like a dialog or a menu. */
  place?: 'page' | 'over';
  /** What stands there meanwhile, instead of nothing. */
  meanwhile?: (props: P) => ReactNode;
};
type State<P> = { part?: ComponentType<P>; trouble?: Trouble };

export type Lazily<P> = ComponentType<P> & { /** Fetches it before it is needed. */ prefetch: () => void };

/** Use it for every `import()` of a component; React's own `lazy` never asks again. */
export function lazily<P extends object>(load: Load<P>, { place = 'page', meanwhile }: Options<P> = {}): Lazily<P> {
  const { read, listen, want, prefetch } = store(load);
  function Part(props: P) {
    const { part: Found, trouble } = useSyncExternalStore(listen, read);
    const lost = trouble === 'failed' || trouble === 'outdated';
    useEffect(() => { if (!Found && !lost) want(); }, [Found, lost]);
    if (Found) return <Found {...props} />;
    const close = (props as { onClose?: () => void }).onClose;
    return (
      <>
        {meanwhile?.(props)}
        {place === 'over' ? <Over trouble={trouble} retry={want} close={close} />
          : <InPage trouble={trouble} retry={want} quiet={Boolean(meanwhile)} />}
      </>
    );
  }
  return Object.assign(Part, { prefetch });
}

function store<P>(load: Load<P>) {
  let state: State<P> = {};
  let asking = false;
  const listeners = new Set<() => void>();
  const set = (next: State<P>): void => {
    state = next;
    listeners.forEach((tell) => tell());
  };
  const want = (): void => {
    if (asking || state.part) return;
    asking = true;
    if (state.trouble) set({ trouble: 'waiting' });
    insist(load, () => { if (!state.trouble) set({ trouble: 'waiting' }); })
      .then((found) => set({ part: found.default }),
        (thrown: unknown) => set({ trouble: thrown instanceof Missing ? thrown.trouble : 'failed' }))
      .finally(() => { asking = false; });
  };
  const listen = (tell: () => void): (() => void) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  };
  const prefetch = (): void => {
    if (!state.part && !asking) ahead(load, (found) => { if (!state.part) set({ part: found.default }); });
  };
  return { read: () => state, listen, want, prefetch };
}

/** The words beside it say what it means. */
const Wheel = () => <span aria-hidden="true"><Waiting label="" /></span>;

type Shown = { trouble?: Trouble; retry: () => void };

function InPage({ trouble, retry, quiet }: Shown & { quiet: boolean }) {
  const { t } = useWords();
  const slow = useSlow(true, 1_000);
  if (trouble === 'failed' || trouble === 'outdated') {
    return (
      <div role="alert">
        <EmptyState tone="error" icon={<ErrorCircle20Regular />} title={t(`shell.part.${trouble}`)} text={t(`shell.part.${trouble}Text`)}
          action={<Actions trouble={trouble} retry={retry} />} />
      </div>
    );
  }
  const words = trouble ? t('shell.part.waiting') : t('common.loading');
  const shown = trouble || (slow && !quiet);
  return (
    <div role="status" className={shown ? styles.waiting : undefined}>
      {shown && <><Wheel /> {words}</>}
    </div>
  );
}

/** At the foot of the page: what was typed stays in sight. */
function Over({ trouble, retry, close }: Shown & { close?: () => void }) {
  const { t } = useWords();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => { if (event.key === 'Escape') close?.(); };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [close]);
  if (!trouble) return null;
  const lost = trouble !== 'waiting';
  return (
    <div className={styles.over} data-part-missing role={lost ? 'alert' : 'status'}>
      {lost ? <ErrorCircle20Regular className={styles.icon} /> : <Wheel />}
      <div className={styles.words}>
        <p className={lost ? styles.title : undefined}>{t(`shell.part.${trouble}`)}</p>
        {lost && <p>{t(`shell.part.${trouble}Text`)}</p>}
        <div className={styles.actions}>
          {lost && <Actions trouble={trouble} retry={retry} />}
          {close && <Button onClick={close}>{t(lost ? 'common.close' : 'common.cancel')}</Button>}
        </div>
      </div>
    </div>
  );
}

function Actions({ trouble, retry }: { trouble: 'failed' | 'outdated'; retry: () => void }) {
  const { t } = useWords();
  const reload = (): void => window.location.reload();
  if (trouble === 'outdated') return <Button look="primary" icon={<ArrowClockwise20Regular />} onClick={reload}>{t('shell.reload')}</Button>;
  return (
    <>
      <Button look="primary" icon={<ArrowClockwise20Regular />} onClick={retry}>{t('common.retry')}</Button>
      <Button onClick={reload}>{t('shell.reload')}</Button>
    </>
  );
}
