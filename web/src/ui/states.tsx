// What a page or a card shows instead of its content: nothing there, failed, not allowed, not yet.
import { ArrowClockwise20Regular, ErrorCircle20Regular, LockClosed20Regular } from '@fluentui/react-icons';
import { useEffect, useState, type ReactNode } from 'react';
import { isProblem } from '../api/problem';
import { useWords } from '../i18n/use-words';
import { Button } from './Button';
import { CopyButton } from './CopyButton';
import styles from './states.module.css';

type Filled = { icon: ReactNode; title: ReactNode; text?: ReactNode; action?: ReactNode; tone?: 'brand' | 'error'; level?: 2 | 3 };

export function EmptyState({ icon, title, text, action, tone = 'brand', level = 2 }: Filled) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div className={styles.state}>
      <span className={`${styles.tile} ${tone === 'error' ? styles.error : ''}`}>{icon}</span>
      <Heading className={styles.title}>{title}</Heading>
      {text && <div className={styles.text}>{text}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}

/** The sentence for a failed call, in the reader's language. */
export function useProblemSentence(): (problem: unknown) => string {
  const { t } = useWords();
  return (problem) => {
    if (!isProblem(problem)) return t('problems.unknown');
    if (problem.code === 'timeout') return t('problems.timeout');
    if (problem.code === 'network') return t('problems.network');
    // Of another's server we are told more than that ours failed: who must do what.
    if (problem.status >= 500 && !problem.code.startsWith('outside_')) return t('problems.server');
    if (problem.description) return problem.description;
    return problem.status === 404 ? t('problems.notFound') : t('problems.unknown');
  };
}

export function ErrorState({ title, problem, retry, level = 2 }: {
  title: string; problem: unknown; retry?: () => void; level?: 2 | 3;
}) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  return (
    <div role="alert">
      <EmptyState icon={<ErrorCircle20Regular />} tone="error" title={title} text={sentence(problem)} level={level}
        action={retry && <Button look="primary" icon={<ArrowClockwise20Regular />} onClick={retry}>{t('common.retry')}</Button>} />
      <ProblemDetails problem={problem} />
    </div>
  );
}

export function ProblemDetails({ problem }: { problem: unknown }) {
  const { t } = useWords();
  if (!isProblem(problem)) return null;
  if (!problem.correlationId) {
    return <p className={styles.details}>{t('common.forSupportCode', { code: problem.code })}</p>;
  }
  return (
    <p className={styles.details}>
      {t('common.forSupport', { code: problem.code })} <code>{problem.correlationId.slice(0, 18)}</code>
      <CopyButton text={problem.correlationId} what={t('common.correlation')} />
    </p>
  );
}

/** What no administrator can change: the page is not for this kind of organisation. */
const isOfKind = ({ code = '' }: { code?: string }) => code.startsWith('not_for_');

export function NoPermission({ page, reasons, administrators: all }: {
  page: string; reasons: { message: string; code?: string }[]; administrators: { displayName: string; email: string }[];
}) {
  const { t } = useWords();
  const ofKind = reasons.some(isOfKind);
  const administrators = ofKind ? [] : all;
  const first = administrators[0];
  const subject = encodeURIComponent(t('problems.noPermissionSubject', { page }));
  return (
    <EmptyState icon={<LockClosed20Regular />} title={t(ofKind ? 'problems.noPermissionKind' : 'problems.noPermissionTitle')}
      text={<>
        {reasons.map((reason) => <p key={reason.message}>{reason.message}</p>)}
        {administrators.length > 0 && <p>{t('problems.noPermissionWho')}</p>}
        <ul>
          {administrators.map((each) => (
            <li key={each.email}>{each.displayName}, <a className={styles.link} href={`mailto:${each.email}`}>{each.email}</a></li>
          ))}
        </ul>
      </>}
      action={first && (
        <Button look="primary" onClick={() => { window.location.href = `mailto:${first.email}?subject=${subject}`; }}>
          {t('problems.noPermissionAsk')}
        </Button>
      )} />
  );
}

/** True once waiting has lasted long enough to be worth showing. */
export function useSlow(waiting: boolean, afterMs = 200): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!waiting) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), afterMs);
    return () => clearTimeout(timer);
  }, [waiting, afterMs]);
  return waiting && slow;
}

/** Grey bars the size of what comes, silent, with one spoken sentence. */
export function SkeletonRows({ rows = 10, height = 56, label }: { rows?: number; height?: number; label: string }) {
  const slow = useSlow(true);
  return (
    <div style={{ minHeight: rows * height }}>
      <p role="status" className="visually-hidden">{slow ? label : ''}</p>
      {slow && (
        <div aria-hidden="true">
          {Array.from({ length: rows }, (_, index) => (
            <div key={index} className={styles.row} style={{ height }}>
              <span className={styles.bar} style={{ width: `${24 + ((index * 7) % 14)}%` }} />
              <span className={styles.bar} style={{ width: '14%' }} />
              <span className={styles.bar} style={{ width: '10%' }} />
              <span className={styles.bar} style={{ width: '8%', marginLeft: 'auto' }} />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
