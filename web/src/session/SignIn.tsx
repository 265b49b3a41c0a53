// The sign-in page: name and password, then what the account asks for; in a sandbox also the seeded people.
import { useEffect, useState, type FormEvent } from 'react';
import { Navigate, useLocation } from 'react-router';
import { isProblem } from '../api/problem';
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { PasswordField, TextField } from '../ui/fields';
import { focusField } from '../ui/FormPanel';
import { TextLink } from '../ui/Link';
import { Notice } from '../ui/Notice';
import { paths } from '../ui/paths';
import { useProblemSentence } from '../ui/states';
import { OutsideButtons } from './OutsideButtons';
import { SandboxPeople } from './SandboxPeople';
import { useDeployment, useSignIn } from './session';
import { SignInFrame } from './SignInFrame';
import { SignInSteps } from './SignInSteps';
import { isStep, type SignInStep } from './steps';
import styles from './SignIn.module.css';

/** An app or a device led here: no session of theirs has ended. */
const isDoor = (from: string) => from.startsWith(paths.authorize) || from === paths.device;

export default function SignIn({ signedIn }: { signedIn: boolean }) {
  const { t } = useWords();
  const { state } = useLocation();
  const { data: deployment } = useDeployment();
  const [step, setStep] = useState<SignInStep>();
  const { from, asked } = (state ?? {}) as { from?: string; asked?: boolean };
  if (signedIn) return <Navigate to={from ?? paths.overview} replace />;
  if (step) return <SignInSteps step={step} restart={() => setStep(undefined)} />;
  const operator = deployment?.operatorName ?? 'Entrepot';
  return (
    <SignInFrame title={t('session.title')} lead={t('session.of', { operator })}>
      {from && !asked && !isDoor(from) && <div className={styles.notice}><Notice>{t('session.ended')}</Notice></div>}
      <PasswordForm onStep={setStep} />
      <OutsideButtons from={from} />
      {deployment?.sandbox && <SandboxPeople onStep={setStep} />}
    </SignInFrame>
  );
}

function PasswordForm({ onStep }: { onStep: (step: SignInStep) => void }) {
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
    signIn.mutate({ userName: userName.trim(), password }, { onSuccess: (result) => { if (isStep(result)) onStep(result); } });
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
      <p><TextLink to={paths.forgotten}>{t('session.forgotten.link')}</TextLink></p>
    </form>
  );
}
