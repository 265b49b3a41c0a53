// The frame of every page that is shown before somebody is signed in: whose deployment, the language, the quay.
import { useEffect, useRef, type ReactNode } from 'react';
import { switchLanguage } from '../i18n/start';
import { useWords } from '../i18n/use-words';
import { OutLink } from '../ui/Link';
import { Mark } from '../ui/Mark';
import { usePageTitle } from '../ui/PageHeader';
import { paths } from '../ui/paths';
import { Quay } from './Quay';
import { useDeployment } from './session';
import styles from './SignIn.module.css';

type Props = {
  title: string; lead?: ReactNode; children: ReactNode;
  /** Takes the focus when what is asked changes, so that screen readers say it. */
  focus?: boolean;
};

export function SignInFrame({ title, lead, children, focus = false }: Props) {
  const { t, language } = useWords();
  const { data: deployment } = useDeployment();
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(title);
  useEffect(() => { if (focus) heading.current?.focus(); }, [focus, title]);
  const other = language === 'fr' ? 'en' : 'fr';
  return (
    <div className={styles.page}>
      <main className={styles.side}>
        <div className={styles.top}>
          <span className={styles.brand}><Mark size={30} />{deployment?.operatorName ?? 'Entrepot'}</span>
          <button type="button" lang={other} className={styles.language} onClick={() => void switchLanguage(other)}>
            {t('session.otherLanguage')}
          </button>
        </div>
        <div className={styles.middle}>
          <h1 className={styles.title} tabIndex={-1} ref={heading}>{title}</h1>
          <div className={styles.lead}>{lead}</div>
          {children}
        </div>
        <footer className={styles.foot}>
          {deployment && <span>{t('session.version', { version: deployment.version })}</span>}
          <OutLink href={paths.accessibility}>{t('shell.accessibility')}</OutLink>
        </footer>
      </main>
      <Quay className={styles.art} />
    </div>
  );
}
