// What concerns the page and stays true until acted on.
import { CheckmarkCircle20Regular, ErrorCircle20Regular, Info20Regular, Warning20Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import styles from './Notice.module.css';

const icons = { info: Info20Regular, warning: Warning20Regular, error: ErrorCircle20Regular, ok: CheckmarkCircle20Regular };

type Props = { tone?: keyof typeof icons; title?: ReactNode; children?: ReactNode; action?: ReactNode; alert?: boolean };

export function Notice({ tone = 'info', title, children, action, alert = false }: Props) {
  const Icon = icons[tone];
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role={alert ? 'alert' : undefined}>
      <Icon className={styles.icon} />
      <div className={styles.words}>
        {title && <p className={styles.title}>{title}</p>}
        {children && <div>{children}</div>}
      </div>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
