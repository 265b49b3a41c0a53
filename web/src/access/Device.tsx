// A device shows a code; whoever signs in on it types the code here and lets it in.
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../api/client';
import type { components } from '../api/schema';
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { TextField } from '../ui/fields';
import { focusField } from '../ui/FormPanel';
import { Notice } from '../ui/Notice';
import { usePageTitle } from '../ui/PageHeader';
import { useProblemSentence } from '../ui/states';
import styles from './Apps.module.css';
import { Door } from './Door';

type Code = components['schemas']['DeviceCode'];
const address = (code: string) => `/ext/v1/device-codes/${encodeURIComponent(code.trim())}`;

export default function Device() {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  usePageTitle(t('apps.device'));
  const find = useMutation({ mutationFn: () => api.get<Code>(address(code)), onError: () => focusField('userCode') });
  const decide = useMutation({ mutationFn: (allow: boolean) => api.post<Code>(address(code), { allow }) });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(!code.trim());
    if (code.trim()) find.mutate();
    else focusField('userCode');
  };
  if (decide.data) {
    const allowed = decide.data.state === 'approved';
    return (
      <Door title={t(allowed ? 'apps.deviceDone' : 'apps.deviceRefused')}>
        <p role="status">{t(allowed ? 'apps.deviceDoneText' : 'apps.deviceRefusedText', { app: decide.data.appName })}</p>
      </Door>
    );
  }
  if (find.data) {
    return (
      <Door title={t('apps.deviceAsk', { app: find.data.appName })}>
        <Notice tone="warning">{t('apps.deviceWarning')}</Notice>
        {decide.isError && <Notice tone="error" alert>{sentence(decide.error)}</Notice>}
        <p className={styles.text}>{t('apps.deviceAskText', { app: find.data.appName })}</p>
        <div className={styles.acts}>
          <Button look="primary" size="large" busy={decide.isPending} onClick={() => decide.mutate(true)}>{t('apps.allow')}</Button>
          <Button size="large" busy={decide.isPending} onClick={() => decide.mutate(false)}>{t('apps.refuse')}</Button>
        </div>
      </Door>
    );
  }
  return (
    <Door title={t('apps.device')}>
      <form noValidate onSubmit={send}>
        <div className={styles.text}>
          <TextField label={t('apps.userCode')} name="userCode" className={styles.code} value={code} size="large" autoComplete="off" spellCheck={false}
            maxLength={20} help={t('apps.userCodeHelp')} error={missing ? t('apps.userCodeMissing') : find.isError ? sentence(find.error) : undefined}
            onChange={(event) => { setCode(event.target.value); setMissing(false); }} />
        </div>
        <Button look="primary" size="large" type="submit" busy={find.isPending}>{t('apps.next')}</Button>
      </form>
    </Door>
  );
}
