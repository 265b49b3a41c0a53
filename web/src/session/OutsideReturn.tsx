// The way back from an outside provider: what it said becomes a session, a second factor to prove, or a sentence.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../i18n/use-words';
import { LinkButton } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { paths } from '../ui/paths';
import { useProblemSentence } from '../ui/states';
import { showToast } from '../ui/toast';
import { comeBack, outsideAccountsKey, rememberedPlace, takeAnswer, type CameBack } from './outside';
import { SignInFrame } from './SignInFrame';
import { SignInSteps } from './SignInSteps';
import { useEnter } from './session';
import { isStep, type SignInStep } from './steps';
import styles from './SignIn.module.css';

// The answer counts once: a page that is rendered twice asks once.
let asked: Promise<CameBack> | undefined;
let place: string | undefined;

export default function OutsideReturn({ signedIn }: { signedIn: boolean }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const navigate = useNavigate();
  const enter = useEnter();
  const cache = useQueryClient();
  const [step, setStep] = useState<SignInStep>();
  const [failure, setFailure] = useState<unknown>();
  const leave = () => void navigate(place ?? paths.overview, { replace: true });
  const take = (result: CameBack) => {
    if ('linked' in result) {
      showToast({ text: t('access.outside.linked', { provider: result.linked }) });
      void cache.invalidateQueries({ queryKey: outsideAccountsKey });
      return void navigate(paths.account, { replace: true });
    }
    if (isStep(result)) return setStep(result);
    enter(result);
    leave();
  };
  useEffect(() => {
    let gone = false;
    if (!asked) {
      place = rememberedPlace();
      asked = comeBack(takeAnswer());
    }
    asked.then((result) => { if (!gone) take(result); }, (thrown: unknown) => { if (!gone) setFailure(thrown); })
      .finally(() => { if (!gone) asked = undefined; });
    return () => { gone = true; };
    // Once, on arrival.
  }, []);
  const again = () => { setStep(undefined); void navigate(paths.signIn, { replace: true }); };
  if (step) return <SignInSteps step={step} restart={again} onEntered={leave} />;
  return (
    <SignInFrame title={t('session.title')}>
      {failure
        ? (
          <div className={styles.form}>
            <Notice tone="error" alert>{sentence(failure)}</Notice>
            {signedIn
              ? <LinkButton look="primary" size="large" to={paths.account}>{t('session.outside.toAccount')}</LinkButton>
              : <LinkButton look="primary" size="large" to={paths.signIn}>{t('session.outside.again')}</LinkButton>}
          </div>
        )
        : <p role="status" className="quiet">{t('session.signingIn')}</p>}
    </SignInFrame>
  );
}
