// The row of search and filters on top of a list's card.
import type { ReactNode } from 'react';
import styles from './ToolsRow.module.css';

export function ToolsRow({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <div role="search" className={styles.row}>
      {children}
      {end && <div className={styles.end}>{end}</div>}
    </div>
  );
}
