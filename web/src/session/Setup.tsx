// The first page of a fresh deployment: its organisation and first administrator, by the link printed at start.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ChangeEvent, type FormEvent } from 'react';
import { Navigate } from 'react-router';
import { api } from '../api/client';
import { isProblem } from '../api/problem';
import type { Session } from '../api/types';
import { useWords } from '../i18n/use-words';
import { Button, LinkButton } from '../ui/Button';
import { ChoiceCards } from '../ui/ChoiceCards';
import { PasswordField, SelectField, TextField } from '../ui/fields';
import { ErrorSummary, FieldPair } from '../ui/FormPanel';
import { paths } from '../ui/paths';
import { ErrorState, useProblemSentence } from '../ui/states';
import { serverErrors } from './server-errors';
import { SignInFrame } from './SignInFrame';
import { SignInSteps } from './SignInSteps';
import { useEnter } from './session';
import { isStep, type SignInStep } from './steps';
import { useWord } from './use-word';
import styles from './SignIn.module.css';

type Offer = { domainSuffixes: string[]; countries: { code: string; en: string; fr: string }[] };
type Kind = 'directBill' | 'indirectProvider';
const names = ['organisation', 'kind', 'country', 'domain', 'firstName', 'lastName', 'email', 'password'];

export default function Setup() {
  const { t } = useWords();
  const word = useWord();
  const [step, setStep] = useState<SignInStep>();
  const [entered, setEntered] = useState(false);
  const offer = useQuery({
    queryKey: ['setup', word], queryFn: () => api.post<Offer>('/ext/v1/setup/look', { word }), retry: false, staleTime: Infinity, gcTime: 0,
  });
  if (entered) return <Navigate to={paths.overview} replace />;
  if (step) return <SignInSteps step={step} restart={() => { window.location.assign(paths.signIn); }} onEntered={() => setEntered(true)} />;
  if (offer.data) return <Form offer={offer.data} word={word} onStep={setStep} onEntered={() => setEntered(true)} />;
  const done = isProblem(offer.error) && offer.error.status === 410;
  const unknown = isProblem(offer.error) && [400, 404].includes(offer.error.status);
  return (
    <SignInFrame title={t(done ? 'session.setup.done' : unknown ? 'session.setup.unknown' : 'session.setup.title')}
      lead={done ? t('session.setup.doneText') : unknown ? t('session.setup.unknownText') : undefined}>
      {offer.isPending && <p role="status" className="quiet">{t('common.loading')}</p>}
      {(done || unknown) && <LinkButton look="primary" size="large" to={paths.signIn}>{t('session.join.toSignIn')}</LinkButton>}
      {offer.isError && !done && !unknown && <ErrorState title={t('session.join.failed')} problem={offer.error} retry={() => void offer.refetch()} />}
    </SignInFrame>
  );
}

function Form({ offer, word, onStep, onEntered }: { offer: Offer; word: string; onStep: (step: SignInStep) => void; onEntered: () => void }) {
  const { t, language } = useWords();
  const sentence = useProblemSentence();
  const enter = useEnter();
  const suffix = offer.domainSuffixes[0] ?? '';
  const [kind, setKind] = useState<Kind>('indirectProvider');
  const [given, setGiven] = useState<Record<string, string>>({ country: navigator.language.split('-')[1]?.toUpperCase() ?? 'FR' });
  const countries = useMemo(() => [...offer.countries].sort((one, other) => one[language].localeCompare(other[language], language)), [offer, language]);
  const bind = (name: string) => ({
    name, value: given[name] ?? '', error: errors.at[name],
    onChange: (event: ChangeEvent<HTMLInputElement>) => setGiven({ ...given, [name]: event.target.value }),
  });
  const make = useMutation({
    mutationFn: () => api.post<Session | SignInStep>('/ext/v1/setup', {
      word,
      partner: {
        organisation: given.organisation ?? '', kind, country: given.country, domain: `${(given.domain ?? '').trim()}.${suffix}`,
        firstName: given.firstName ?? '', lastName: given.lastName ?? '', email: (given.email ?? '').trim(), password: given.password ?? '', language,
      },
    }, { timeoutMs: 30_000 }),
    onSuccess: (result) => {
      if (isStep(result)) return onStep(result);
      enter(result);
      onEntered();
    },
  });
  const errors = serverErrors(make.error, names, sentence);
  const submit = (event: FormEvent) => { event.preventDefault(); make.mutate(); };
  return (
    <SignInFrame title={t('session.setup.title')} lead={t('session.setup.lead')}>
      <form className={styles.form} noValidate onSubmit={submit}>
        <ErrorSummary errors={make.isError ? errors.summary : []} />
        <p className="quiet">{t('common.allRequired')}</p>
        <h2 className={styles.part}>{t('session.setup.organisation')}</h2>
        <TextField {...bind('organisation')} label={t('session.setup.name')} help={t('session.setup.nameHelp')} autoComplete="organization" />
        <ChoiceCards legend={t('session.setup.kind')} name="kind" value={kind} onChange={setKind} choices={[
          { value: 'indirectProvider', label: t('common.kind.indirectProvider'), text: t('session.setup.provider') },
          { value: 'directBill', label: t('common.kind.directBill'), text: t('session.setup.direct') },
        ]} />
        <SelectField name="country" label={t('session.setup.country')} value={given.country} error={errors.at.country}
          onChange={(event) => setGiven({ ...given, country: event.target.value })}>
          {countries.map((one) => <option key={one.code} value={one.code}>{one[language]}</option>)}
        </SelectField>
        <TextField {...bind('domain')} label={t('session.setup.domain')} help={t('session.setup.domainHelp')} after={`.${suffix}`} spellCheck={false} />
        <h2 className={styles.part}>{t('session.setup.administrator')}</h2>
        <FieldPair>
          <TextField {...bind('firstName')} label={t('session.setup.firstName')} autoComplete="given-name" />
          <TextField {...bind('lastName')} label={t('session.setup.lastName')} autoComplete="family-name" />
        </FieldPair>
        <TextField {...bind('email')} type="email" label={t('session.setup.email')} help={t('session.setup.emailHelp')} autoComplete="username" />
        <PasswordField {...bind('password')} label={t('session.join.password')} help={t('session.join.passwordHelp')} autoComplete="new-password" />
        <Button type="submit" look="primary" size="large" busy={make.isPending}>{t('session.setup.make')}</Button>
      </form>
    </SignInFrame>
  );
}
