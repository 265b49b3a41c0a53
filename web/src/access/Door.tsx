// The frame of the pages that let an app or a device in: nothing but the question.
import type { ReactNode } from 'react';
import { switchLanguage } from '../i18n/start';
import { useWords } from '../i18n/use-words';
import { useDeployment, useSession, useSignOut } from '../session/session';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { Mark } from '../ui/Mark';
import styles from './Apps.module.css';

export function Door({ title, children }: { title: string; children: ReactNode }) {
  const { t, language } = useWords();
  const { data: deployment } = useDeployment();
  const { user, tenant } = useSession();
  const signOut = useSignOut();
  const other = language === 'fr' ? 'en' : 'fr';
  return (
    <main className={styles.page} id="main">
      <div className={styles.top}>
        <span className={styles.brand}><Mark />{deployment?.operatorName ?? 'Entrepot'}</span>
        <button type="button" className={styles.other} lang={other} onClick={() => void switchLanguage(other)}>{t('session.otherLanguage')}</button>
      </div>
      <div className={styles.box}>
        <Card>
          <h1 className={styles.title}>{title}</h1>
          <div className={styles.text}>
            <p>{t('apps.signedInAs', { name: user.displayName, tenant: tenant.name })}</p>
          </div>
          {children}
        </Card>
        <p className={styles.more}><Button look="subtle" busy={signOut.isPending} onClick={() => signOut.mutate()}>{t('apps.otherAccount')}</Button></p>
      </div>
    </main>
  );
}
