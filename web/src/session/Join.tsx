// Where an invitation or a reset link leads: choose a password, then go on as any sign-in does.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Navigate } from 'react-router';
import { api } from '../api/client';
import { isProblem } from '../api/problem';
import type { Session } from '../api/types';
import { useWords } from '../i18n/use-words';
import { Button, LinkButton } from '../ui/Button';
import { PasswordField } from '../ui/fields';
import { ErrorSummary } from '../ui/FormPanel';
import { paths } from '../ui/paths';
import { ErrorState, useProblemSentence } from '../ui/states';
import { useFormat } from '../ui/use-format';
import { serverErrors } from './server-errors';
import { SignInFrame } from './SignInFrame';
import { SignInSteps } from './SignInSteps';
import { useEnter } from './session';
import { isStep, type SignInStep } from './steps';
import { useWord } from './use-word';
import styles from './SignIn.module.css';

type Link = { kind: 'invitation' | 'reset'; userName: string; firstName: string; organisation: string; expiresAt: string };

export default function Join() {
  const { t } = useWords();
  const word = useWord();
  const [step, setStep] = useState<SignInStep>();
  const [entered, setEntered] = useState(false);
  const link = useQuery({
    queryKey: ['user-link', word], queryFn: () => api.post<Link>('/ext/v1/user-links/look', { word }), retry: false, staleTime: Infinity, gcTime: 0,
  });
  if (entered) return <Navigate to={paths.overview} replace />;
  if (step) return <SignInSteps step={step} restart={() => { window.location.assign(paths.signIn); }} onEntered={() => setEntered(true)} />;
  if (link.data) return <Choose link={link.data} word={word} onStep={setStep} onEntered={() => setEntered(true)} />;
  const over = isProblem(link.error) && [400, 404, 410].includes(link.error.status);
  return (
    <SignInFrame title={t(over ? 'session.join.over' : 'session.join.title')}
      lead={over ? t('session.join.overText') : undefined}>
      {link.isPending && <p role="status" className="quiet">{t('common.loading')}</p>}
      {over && <LinkButton look="primary" size="large" to={paths.signIn}>{t('session.join.toSignIn')}</LinkButton>}
      {link.isError && !over && <ErrorState title={t('session.join.failed')} problem={link.error} retry={() => void link.refetch()} />}
    </SignInFrame>
  );
}

function Choose({ link, word, onStep, onEntered }: { link: Link; word: string; onStep: (step: SignInStep) => void; onEntered: () => void }) {
  const { t } = useWords();
  const { date } = useFormat();
  const sentence = useProblemSentence();
  const enter = useEnter();
  const [password, setPassword] = useState('');
  const choose = useMutation({
    mutationFn: () => api.post<Session | SignInStep>('/ext/v1/user-links/password', { word, password }, { timeoutMs: 30_000 }),
    onSuccess: (result) => {
      if (isStep(result)) return onStep(result);
      enter(result);
      onEntered();
    },
  });
  const errors = serverErrors(choose.error, ['password'], sentence);
  const submit = (event: FormEvent) => { event.preventDefault(); choose.mutate(); };
  return (
    <SignInFrame title={link.kind === 'invitation' ? t('session.join.welcome', { name: link.firstName }) : t('session.join.reset')}
      lead={<>
        {link.kind === 'invitation' && <p>{t('session.join.invited', { organisation: link.organisation })}</p>}
        <p>{t('session.join.until', { when: date(link.expiresAt, 'dateTime') })}</p>
      </>}>
      <form className={styles.form} noValidate onSubmit={submit}>
        <ErrorSummary errors={choose.isError ? errors.summary : []} />
        <div><p className="quiet">{t('session.userName')}</p><p className={styles.name}>{link.userName}</p></div>
        <input type="hidden" name="username" autoComplete="username" value={link.userName} />
        <PasswordField size="large" name="password" label={t('session.join.password')} help={t('session.join.passwordHelp')}
          autoComplete="new-password" value={password} error={errors.at.password} onChange={(event) => setPassword(event.target.value)} />
        <Button type="submit" look="primary" size="large" busy={choose.isPending}>{t('session.join.choose')}</Button>
      </form>
    </SignInFrame>
  );
}
