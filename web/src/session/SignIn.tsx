// The sign-in page: user name and password; in a sandbox also the seeded people, one click each.
import { useEffect, useState, type FormEvent } from 'react';
import { Navigate, useLocation } from 'react-router';
import { isProblem } from '../api/problem';
import { switchLanguage } from '../i18n/start';
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { PasswordField, TextField } from '../ui/fields';
import { focusField } from '../ui/FormPanel';
import { Mark } from '../ui/Mark';
import { Notice } from '../ui/Notice';
import { usePageTitle } from '../ui/PageHeader';
import { paths } from '../ui/paths';
import { useProblemSentence } from '../ui/states';
import { Quay } from './Quay';
import { SandboxPeople } from './SandboxPeople';
import { useDeployment, useSignIn } from './session';
import styles from './SignIn.module.css';
import { OutLink } from '../ui/Link';

/** An app or a device led here: no session of theirs has ended. */
const isDoor = (from: string) => from.startsWith(paths.authorize) || from === paths.device;

export default function SignIn({ signedIn }: { signedIn: boolean }) {
  const { t, language } = useWords();
  const { state } = useLocation();
  const { data: deployment } = useDeployment();
  usePageTitle(t('session.title'));
  const from = (state as { from?: string } | null)?.from;
  if (signedIn) return <Navigate to={from ?? paths.overview} replace />;
  const operator = deployment?.operatorName ?? 'Entrepot';
  const other = language === 'fr' ? 'en' : 'fr';
  const elides = /^[aeiouyhàâéèêëîïôùû]/i.test(operator);
  return (
    <div className={styles.page}>
      <main className={styles.side}>
        <div className={styles.top}>
          <span className={styles.brand}><Mark size={30} />{operator}</span>
          <button type="button" lang={other} className={styles.language} onClick={() => void switchLanguage(other)}>
            {t('session.otherLanguage')}
          </button>
        </div>
        <div className={styles.middle}>
          <h1 className={styles.title}>{t('session.title')}</h1>
          <p className={styles.lead}>{t(elides ? 'session.of' : 'session.ofConsonant', { operator })}</p>
          {from && !isDoor(from) && <div className={styles.notice}><Notice>{t('session.ended')}</Notice></div>}
          <PasswordForm />
          {deployment?.sandbox && <SandboxPeople />}
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

function PasswordForm() {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const signIn = useSignIn();
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState({ userName: '', password: '' });
  const refused = isProblem(signIn.error) && signIn.error.code === 'sign_in_failed';
  useEffect(() => { if (signIn.isError) focusField('password'); }, [signIn.isError, signIn.failureCount]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = {
      userName: userName.trim() ? '' : t('session.userNameMissing'),
      password: password ? '' : t('session.passwordMissing'),
    };
    setMissing(found);
    if (found.userName || found.password) return focusField(found.userName ? 'userName' : 'password');
    signIn.mutate({ userName: userName.trim(), password });
  };
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      {signIn.isError && (
        <Notice tone="error" alert>
          {refused ? (isProblem(signIn.error) && signIn.error.description) || t('session.failed') : sentence(signIn.error)}
        </Notice>
      )}
      <TextField size="large" name="userName" label={t('session.userName')} help={t('session.userNameHelp')}
        autoComplete="username" spellCheck={false} value={userName} error={missing.userName}
        onChange={(event) => { setUserName(event.target.value); if (missing.userName) setMissing({ ...missing, userName: '' }); }} />
      <PasswordField size="large" name="password" label={t('session.password')} autoComplete="current-password"
        value={password} error={missing.password}
        onChange={(event) => { setPassword(event.target.value); if (missing.password) setMissing({ ...missing, password: '' }); }} />
      <Button type="submit" look="primary" size="large" busy={signIn.isPending}>
        {signIn.isPending ? t('session.signingIn') : t('session.signIn')}
      </Button>
    </form>
  );
}
