// The wizard's page: title and draft state on top, steps, form with a rail beside it, sticky footer.
import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words';
import { usePageTitle } from './PageHeader';
import { Stepper } from './Stepper';
import { usePhone } from './use-media';
import styles from './WizardFrame.module.css';

type Props = {
  title: string;
  steps: { label: string; to: string }[];
  /** Counted from 0. */
  current: number;
  finished?: boolean;
  status?: ReactNode;
  children: ReactNode;
  rail?: ReactNode;
  footerStart?: ReactNode;
  footerEnd?: ReactNode;
  /** Stands over the footer's buttons on a phone: the total. */
  footerTop?: ReactNode;
};

export function WizardFrame(props: Props) {
  const { title, steps, current, finished, status, children, rail, footerStart, footerEnd, footerTop } = props;
  const { t } = useWords();
  const phone = usePhone();
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(steps[current]?.label, title);
  useEffect(() => { heading.current?.focus(); window.scrollTo(0, 0); }, [current]);
  const footer = useRef<HTMLDivElement>(null);
  const footed = Boolean(footerStart || footerEnd);
  useEffect(() => {
    // The page ends above the footer, whatever the footer's height, and focus never hides under it.
    if (!footer.current) return;
    const root = document.documentElement;
    const watch = new ResizeObserver(([entry]) => {
      const height = Math.ceil(entry?.target.getBoundingClientRect().height ?? 0);
      document.body.style.paddingBottom = `${height}px`;
      root.style.scrollPaddingBottom = `${height + 32}px`;
      // What floats stands over it.
      root.style.setProperty('--footer-height', `${height}px`);
    });
    watch.observe(footer.current);
    return () => {
      watch.disconnect();
      document.body.style.paddingBottom = '';
      root.style.scrollPaddingBottom = '';
      root.style.removeProperty('--footer-height');
    };
  }, [footed]);
  return (
    <div>
      <div className={styles.top}>
        <h1 className={styles.title} tabIndex={-1} data-page-title ref={heading}>
          {title}
          <span className="visually-hidden">, {t('common.stepOf', { step: current + 1, count: steps.length })}, {steps[current]?.label}</span>
        </h1>
        {status && <div className={styles.status}>{status}</div>}
      </div>
      <Stepper steps={steps} current={current} finished={finished} />
      <div className={rail ? styles.columns : styles.single}>
        <div className={styles.main}>{children}</div>
        {rail && <aside className={styles.rail}>{rail}</aside>}
        {/* The footer of a phone has room for going on alone: leaving stands at the end of the page. */}
        {phone && footerStart && <div className={styles.leave}>{footerStart}</div>}
      </div>
      {footed && (
        <div className={styles.footer} ref={footer}>
          <div className={styles.inside}>
            {footerTop && <div className={styles.over}>{footerTop}</div>}
            {!phone && <div className={styles.start}>{footerStart}</div>}
            <div className={styles.end}>{footerEnd}</div>
          </div>
        </div>
      )}
    </div>
  );
}
