// The recovery codes, shown once: copied, saved as a file or printed before one goes on.
import { ArrowDownload20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { CheckField } from '../ui/CheckField';
import { CopyButton } from '../ui/CopyButton';
import { Notice } from '../ui/Notice';
import styles from './SignIn.module.css';

export function RecoveryCodes({ codes, account, done }: { codes: string[]; account: string; done: () => void }) {
  const { t } = useWords();
  const [kept, keep] = useState(false);
  const text = `Entrepot, ${account}\n\n${codes.join('\n')}\n`;
  return (
    <div className={styles.form}>
      <p>{t('session.recovery.text')}</p>
      <ul className={styles.codes} aria-label={t('session.recovery.title')}>{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ul>
      <div className={styles.others}>
        <CopyButton text={text} what={t('session.recovery.what')} label={t('common.copy')} onCopied={() => keep(true)} />
        <Button icon={<ArrowDownload20Regular />} onClick={() => { save(text); keep(true); }}>{t('session.recovery.save')}</Button>
      </div>
      <Notice>{t('session.recovery.once')}</Notice>
      <CheckField id="kept" label={t('session.recovery.kept')} checked={kept} onChange={keep} />
      <Button look="primary" size="large" blocked={kept ? undefined : [{ message: t('session.recovery.why') }]} onClick={done}>{t('session.recovery.done')}</Button>
    </div>
  );
}

function save(text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = 'entrepot-recovery-codes.txt';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
