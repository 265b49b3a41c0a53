// A forgotten password: the organisation's administrators are told; the answer is the same whoever asks.
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../api/client';
import { useWords } from '../i18n/use-words';
import { Button, LinkButton } from '../ui/Button';
import { TextField } from '../ui/fields';
import { focusField } from '../ui/FormPanel';
import { Notice } from '../ui/Notice';
import { paths } from '../ui/paths';
import { useProblemSentence } from '../ui/states';
import { SignInFrame } from './SignInFrame';
import styles from './SignIn.module.css';

export default function Forgotten() {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const [userName, setUserName] = useState('');
  const [missing, setMissing] = useState('');
  const tell = useMutation({ mutationFn: () => api.post('/ext/v1/forgotten-passwords', { userName: userName.trim() }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!userName.trim()) {
      setMissing(t('session.userNameMissing'));
      return focusField('userName');
    }
    tell.mutate();
  };
  if (tell.isSuccess) {
    return (
      <SignInFrame title={t('session.forgotten.told')} lead={t('session.forgotten.toldText', { userName: userName.trim() })} focus>
        <div className={styles.form}>
          <p>{t('session.forgotten.next')}</p>
          <LinkButton look="primary" size="large" to={paths.signIn}>{t('session.join.toSignIn')}</LinkButton>
        </div>
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title={t('session.forgotten.title')} lead={t('session.forgotten.lead')}>
      <form className={styles.form} noValidate onSubmit={submit}>
        {tell.isError && <Notice tone="error" alert>{sentence(tell.error)}</Notice>}
        <TextField size="large" name="userName" label={t('session.userName')} help={t('session.userNameHelp')} autoComplete="username"
          spellCheck={false} value={userName} error={missing || undefined} onChange={(event) => { setUserName(event.target.value); setMissing(''); }} />
        <Button type="submit" look="primary" size="large" busy={tell.isPending}>{t('session.forgotten.tell')}</Button>
        <LinkButton look="subtle" to={paths.signIn}>{t('session.forgotten.back')}</LinkButton>
      </form>
    </SignInFrame>
  );
}
