// The top of a page: breadcrumb, title with its state, one line of facts, actions; it also names the document.
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useWords } from '../i18n/use-words';
import { Button, LinkButton, type Blocked } from './Button';
import { FloatingAction } from './FloatingAction';
import { prefetchPanel } from './lazy';
import styles from './PageHeader.module.css';
import { usePhone } from './use-media';

let operator = 'Entrepot';
export const setOperatorName = (name: string) => { operator = name; };

export function usePageTitle(...parts: (string | undefined)[]): void {
  const title = [...parts, operator].filter(Boolean).join(' – ');
  useEffect(() => { document.title = title; }, [title]);
}

type Props = {
  title: string;
  /** What the document title says before the object's name, when the h1 is that name. */
  page?: string;
  crumbs?: { to: string; label: string }[];
  badge?: ReactNode;
  meta?: ReactNode;
  /** Secondary acts, "…" first. */
  actions?: ReactNode;
  /** The page's one primary act: a button here, a pill over the bottom bar on a phone. */
  primary?: Primary;
};

export type Primary = (Goes | Opens) & { label: string; icon: ReactElement; blocked?: Blocked; hidden?: boolean;
  /** On a phone it would lie over the one act that the page offers now. */
  inTheWay?: boolean };

/** It leads to a page, or opens a panel on this one. */
type Goes = { to: string; state?: unknown; open?: undefined };
type Opens = { open: () => void; to?: undefined; state?: undefined };

let arrived = false;

/** After moving to another page the focus goes to its title, as it would after loading a document. */
function useTitleFocus() {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (arrived && !document.activeElement?.closest('main, [role="dialog"], dialog')) title.current?.focus({ preventScroll: true });
    arrived = true;
  }, []);
  return title;
}

export function PageHeader({ title, page, crumbs, badge, meta, actions, primary }: Props) {
  const { t } = useWords();
  usePageTitle(page, title);
  const phone = usePhone();
  const heading = useTitleFocus();
  const act = primary?.hidden ? undefined : primary;
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        {crumbs && (
          <nav aria-label={t('common.breadcrumb')} className={styles.crumbs}>
            <ol>
              {crumbs.map((crumb) => (
                <li key={crumb.to}><Link to={crumb.to} className={styles.link}>{crumb.label}</Link><span aria-hidden="true">/</span></li>
              ))}
            </ol>
          </nav>
        )}
        <div className={styles.line}>
          <h1 className={styles.title} tabIndex={-1} data-page-title ref={heading}>{title}</h1>
          {badge}
        </div>
        {meta && <div className={styles.meta}>{meta}</div>}
      </div>
      {(actions || (act && !phone)) && (
        <div className={styles.actions}>
          {actions}
          {act && !phone && (act.open
            ? <Button look="primary" icon={act.icon} blocked={act.blocked} aria-haspopup="dialog" onFocus={prefetchPanel} onClick={act.open}>{act.label}</Button>
            : <LinkButton look="primary" to={act.to} state={act.state} icon={act.icon} blocked={act.blocked}>{act.label}</LinkButton>)}
        </div>
      )}
      {act && phone && !act.blocked && !act.inTheWay && <FloatingAction to={act.to} open={act.open} label={act.label} icon={act.icon} state={act.state} />}
    </header>
  );
}
