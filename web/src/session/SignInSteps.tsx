// What follows the password: a code of the app, a recovery code, or setting a second factor up.
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import { api } from '../api/client';
import type { Session } from '../api/types';
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { TextField } from '../ui/fields';
import { focusField } from '../ui/FormPanel';
import { Notice } from '../ui/Notice';
import { useProblemSentence } from '../ui/states';
import { EnrolTotp } from './EnrolTotp';
import { canPasskey, gaveUp, makePasskey, provePasskey } from './passkey';
import { RecoveryCodes } from './RecoveryCodes';
import { SignInFrame } from './SignInFrame';
import { useEnter } from './session';
import { isOver, type Choice, type Enrolled, type SignInStep } from './steps';
import styles from './SignIn.module.css';

type Props = { step: SignInStep; restart: () => void; /** The page around it leads on, where its address is not the sign-in's. */ onEntered?: () => void };

export function SignInSteps(props: Props) {
  return props.step.step === 'enrolment' ? <Enrol {...props} /> : <Prove {...props} />;
}

function useEntered(onEntered?: () => void): (session: Session) => void {
  const enter = useEnter();
  return (session) => { enter(session); onEntered?.(); };
}

function Prove({ step, restart, onEntered }: Props) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const enter = useEntered(onEntered);
  const first: Choice = step.choices.includes('totp') ? 'totp' : 'recoveryCode';
  const onlyKey = !step.choices.includes('totp');
  const [way, setWay] = useState<Choice>(first);
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState('');
  const prove = useMutation({
    mutationFn: () => api.post<Session>('/ext/v1/session/second-factor',
      { ticket: step.ticket, [way === 'totp' ? 'code' : 'recoveryCode']: code.trim() }),
    onSuccess: enter,
  });
  const byKey = useMutation({ mutationFn: () => provePasskey(step.ticket), onSuccess: enter });
  const failed = prove.error ?? (gaveUp(byKey.error) ? null : byKey.error);
  const over = isOver(prove.error) || isOver(byKey.error);
  useEffect(() => { focusField('code'); }, [way, prove.failureCount]);
  const recovery = way === 'recoveryCode';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!code.trim()) {
      setMissing(t(recovery ? 'session.factor.recoveryMissing' : 'session.factor.codeMissing'));
      return focusField('code');
    }
    prove.mutate();
  };
  const change = (to: Choice) => { setWay(to); setCode(''); setMissing(''); prove.reset(); };
  return (
    <SignInFrame title={t('session.factor.title')} lead={step.userName}>
      <form className={styles.form} noValidate onSubmit={submit}>
        {Boolean(failed) && <Notice tone="error" alert>{sentence(failed)}</Notice>}
        {step.choices.includes('passkey') && canPasskey() && !over && (
          <Button look={onlyKey ? 'primary' : 'secondary'} size="large" busy={byKey.isPending} onClick={() => { prove.reset(); byKey.mutate(); }}>
            {t('session.factor.usePasskey')}
          </Button>
        )}
        <TextField key={way} size="large" name="code" inputMode={recovery ? 'text' : 'numeric'} autoComplete="one-time-code" spellCheck={false}
          label={t(recovery ? 'session.factor.recovery' : 'session.factor.code')} value={code} error={missing || undefined}
          help={t(recovery ? 'session.factor.recoveryHelp' : 'session.factor.codeHelp')}
          onChange={(event) => { setCode(event.target.value); setMissing(''); }} />
        {over
          ? <Button look="primary" size="large" onClick={restart}>{t('session.factor.restart')}</Button>
          : <Button type="submit" look="primary" size="large" busy={prove.isPending}>{t('session.factor.prove')}</Button>}
        <p className={styles.others}>
          {!recovery && step.choices.includes('recoveryCode') && (
            <Button look="subtle" onClick={() => change('recoveryCode')}>{t('session.factor.useRecovery')}</Button>
          )}
          {recovery && step.choices.includes('totp') && (
            <Button look="subtle" onClick={() => change('totp')}>{t('session.factor.useCode')}</Button>
          )}
          {!over && <Button look="subtle" onClick={restart}>{t('session.factor.other')}</Button>}
        </p>
        <p className="quiet">{t('session.factor.lost')}</p>
      </form>
    </SignInFrame>
  );
}

function Enrol({ step, restart, onEntered }: Props) {
  const { t } = useWords();
  const enter = useEntered(onEntered);
  const sentence = useProblemSentence();
  const [done, setDone] = useState<Enrolled>();
  const key = useMutation({
    mutationFn: () => makePasskey('/ext/v1/session/passkey-offer', { ticket: step.ticket }, '/ext/v1/session/enrolment/passkey', t('access.factors.passkey')),
    onSuccess: setDone,
  });
  if (done?.session) {
    const { session, recoveryCodes } = done;
    return (
      <SignInFrame title={t('session.recovery.title')} focus>
        <RecoveryCodes codes={recoveryCodes} account={step.userName} done={() => enter(session)} />
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title={t('session.enrol.title')} lead={t('session.enrol.lead')} focus>
      <EnrolTotp account={step.userName} begin="/ext/v1/session/enrolment" body={{ ticket: step.ticket }}
        confirm="/ext/v1/session/enrolment/confirmation" onDone={setDone} restart={restart} />
      {canPasskey() && (
        <div className={styles.instead}>
          {key.isError && !gaveUp(key.error) && <Notice tone="error" alert>{sentence(key.error)}</Notice>}
          <p>{t('session.enrol.instead')}</p>
          <Button busy={key.isPending} onClick={() => key.mutate()}>{t('session.enrol.passkey')}</Button>
        </div>
      )}
    </SignInFrame>
  );
}
