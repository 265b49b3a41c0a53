// The top of a page: breadcrumb, title with its state, one line of facts, actions; it also names the document.
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useWords } from '../i18n/use-words';
import styles from './PageHeader.module.css';

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
  actions?: ReactNode;
};

export function PageHeader({ title, page, crumbs, badge, meta, actions }: Props) {
  const { t } = useWords();
  usePageTitle(page, title);
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
          <h1 className={styles.title} tabIndex={-1} data-page-title>{title}</h1>
          {badge}
        </div>
        {meta && <div className={styles.meta}>{meta}</div>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
