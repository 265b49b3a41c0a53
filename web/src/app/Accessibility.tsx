// The accessibility statement: the level in words, what is checked, known limits, whom to tell.
import { useSessionQuery } from '../session/session';
import { useWords } from '../i18n/use-words';
import { Card } from '../ui/Card';
import { PageHeader } from '../ui/PageHeader';
import styles from './Accessibility.module.css';

export default function Accessibility() {
  const { t } = useWords();
  const { data: session } = useSessionQuery();
  const names = session?.administrators.map((each) => each.displayName).join(', ');
  return (
    <div className={session ? undefined : styles.alone}>
      <PageHeader title={t('shell.statement.title')} />
      <Card>
        <div className={styles.text}>
          <h2>{t('shell.statement.level')}</h2>
          <p>{t('shell.statement.levelText')}</p>
          <h2>{t('shell.statement.tested')}</h2>
          <ul>
            <li>{t('shell.statement.tested1')}</li>
            <li>{t('shell.statement.tested2')}</li>
            <li>{t('shell.statement.tested3')}</li>
          </ul>
          <h2>{t('shell.statement.limits')}</h2>
          <p>{t('shell.statement.limitsText')}</p>
          {names && <><h2>{t('shell.statement.contact')}</h2><p>{t('shell.statement.contactText', { names })}</p></>}
        </div>
      </Card>
    </div>
  );
}
