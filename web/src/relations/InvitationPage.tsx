// Behind an invitation's link, and behind the link that is the same for every customer: who asks, for what, accept or refuse.
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { useLocation, useParams } from 'react-router';
import { api, withQuery } from '../api/client';
import { isProblem } from '../api/problem';
import type { Asking } from '../api/relation-types';
import { switchLanguage } from '../i18n/start';
import { useWords } from '../i18n/use-words';
import { useDeployment, useSessionQuery, useSignOut } from '../session/session';
import { Button, LinkButton } from '../ui/Button';
import { Card } from '../ui/Card';
import { CheckField } from '../ui/CheckField';
import { TextField } from '../ui/fields';
import { Mark } from '../ui/Mark';
import { Notice } from '../ui/Notice';
import { usePageTitle } from '../ui/PageHeader';
import { paths } from '../ui/paths';
import { ErrorState, useProblemSentence } from '../ui/states';
import { useFormat } from '../ui/use-format';
import { AgreementText } from './AgreementText';
import styles from './Relations.module.css';
import { useAsking } from './relations';

type Place = { /** Where what is asked stands. */ path: string; word?: string; standing?: { partnerId: string; resellerId?: string; delegated: boolean } };

export default function InvitationPage() {
  const { word = '' } = useParams();
  return <AskPage place={{ path: `/ext/v1/invitation-links/${encodeURIComponent(word)}`, word }} />;
}

/** /Adminportal/Home?invType=…&partnerId=…&DAP=…, as Partner Center's clients hand it on. */
export function StandingLinkPage() {
  const query = new URLSearchParams(useLocation().search);
  const asked = (name: string) => [...query].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  const partnerId = asked('partnerId') ?? '';
  const resellerId = asked('indirectCSPId') || undefined;
  const delegated = asked('DAP')?.toLowerCase() === 'true';
  const path = withQuery(`/ext/v1/relationship-requests/${encodeURIComponent(partnerId)}`, { resellerId, delegated });
  return <AskPage place={{ path, standing: { partnerId, resellerId, delegated } }} />;
}

function AskPage({ place }: { place: Place }) {
  const { t, language } = useWords();
  const { data: deployment } = useDeployment();
  const { data, error, isPending, refetch } = useAsking(place.path);
  const gone = isProblem(error) && error.status === 404;
  usePageTitle(t('relations.ask.title'));
  return (
    <main className={styles.page} id="main">
      <div className={styles.top}>
        <span className={styles.brand}><Mark />{deployment?.operatorName ?? 'Entrepot'}</span>
        <button type="button" className={styles.other} lang={language === 'fr' ? 'en' : 'fr'} onClick={() => void switchLanguage(language === 'fr' ? 'en' : 'fr')}>
          {t('session.otherLanguage')}
        </button>
      </div>
      <div className={styles.middle}>
        <Card>
          {isPending && <p role="status" className="quiet">{t('relations.ask.loading')}</p>}
          {gone && <Words title={t('relations.ask.unknown')}><p>{t('relations.ask.unknownText')}</p></Words>}
          {error && !gone && <><h1 className="visually-hidden">{t('relations.ask.title')}</h1><ErrorState title={t('relations.ask.failed')} problem={error} retry={() => void refetch()} /></>}
          {data && <Asked asks={data} place={place} />}
        </Card>
      </div>
    </main>
  );
}

/** The focus goes to the title that replaces the form, and with it what a screen reader says. */
function useArrival() {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return title;
}

function Words({ title, children, at }: { title: string; children: ReactNode; at?: RefObject<HTMLHeadingElement | null> }) {
  return <><h1 className={styles.title} tabIndex={-1} ref={at}>{title}</h1><div className={styles.text}>{children}</div></>;
}

function Asked({ asks, place }: { asks: Asking; place: Place }) {
  const { t } = useWords();
  const { date } = useFormat();
  const [answer, setAnswer] = useState<'accepted' | 'refused'>();
  const asker = asks.kind === 'relationship' && asks.reseller ? asks.reseller.name : asks.partner.name;
  const customer = asks.customerName ?? '';
  if (answer) return <Answered asks={asks} asker={asker} answer={answer} />;
  if (asks.state !== 'open') {
    return (
      <>
        <Words title={t('relations.ask.over')}><p>{t(`relations.ask.overText.${asks.state}`, { name: asker })}</p></Words>
        {asks.kind === 'partnership' && <LinkButton to={paths.providers}>{t('relations.ask.toProviders')}</LinkButton>}
        {(asks.kind === 'relationship' || asks.kind === 'agreement') && <LinkButton to={paths.myPartners}>{t('relations.ask.toPartners')}</LinkButton>}
      </>
    );
  }
  const title = {
    relationship: t('relations.ask.relationship', { name: asker }), agreement: t('relations.ask.agreement', { name: customer }),
    attestation: t('relations.ask.attestation', { name: customer }), partnership: t('relations.ask.partnership', { name: asker }),
  }[asks.kind];
  return (
    <>
      <Words title={title}>
        {asks.kind === 'relationship' && <p>{t('relations.ask.relationshipText', { name: asker })}</p>}
        {asks.kind === 'relationship' && asks.reseller && <p>{t('relations.ask.together', { name: asks.partner.name })}</p>}
        {asks.kind === 'agreement' && <p>{t('relations.ask.agreementText', { name: asker })}</p>}
        {asks.kind === 'attestation' && <p>{t('relations.ask.attestationText', { name: asker })}</p>}
        {asks.kind === 'partnership' && <p>{t('relations.ask.partnershipText', { name: asker })}</p>}
        <p className={styles.quiet}>
          {[asks.invitedBy && t('relations.ask.invitedBy', { name: asks.invitedBy }), asks.expiresAt && t('relations.ask.until', { when: date(asks.expiresAt, 'dateTime') })].filter(Boolean).join(' · ')}
        </p>
      </Words>
      {asks.kind === 'attestation' ? <EmbeddedForm asks={asks} word={place.word ?? ''} onAnswer={setAnswer} /> : <Gate asks={asks} asker={asker} place={place} onAnswer={setAnswer} />}
    </>
  );
}

/** Nobody answers without being signed in; a wrong account, or a role that may not bind its company, is told so and can be left. */
function Gate({ asks, asker, place, onAnswer }: { asks: Asking; asker: string; place: Place; onAnswer: (answer: 'accepted' | 'refused') => void }) {
  const { t } = useWords();
  const { pathname, search } = useLocation();
  const { data: session } = useSessionQuery();
  const signOut = useSignOut();
  const forResellers = asks.kind === 'partnership';
  if (!session) {
    return (
      <div className={styles.form}>
        <p>{t(forResellers ? 'relations.ask.signInReseller' : 'relations.ask.signInCustomer')}</p>
        <div><LinkButton look="primary" size="large" to={paths.signIn} state={{ from: pathname + search, asked: true }}>{t('relations.ask.signIn')}</LinkButton></div>
      </div>
    );
  }
  const fits = forResellers ? session.tenant.kind === 'indirectReseller' : session.tenant.kind === 'customer';
  const { allowed = false, reasons = [] } = session.permissions[forResellers ? 'manage_partnerships' : 'accept_as_customer'] ?? {};
  return (
    <div className={styles.form}>
      {!fits && <Notice tone="warning">{t(forResellers ? 'relations.ask.wrongKindReseller' : 'relations.ask.wrongKind')}</Notice>}
      {fits && !allowed && <Notice tone="warning">{t('relations.ask.wrongRole')} {reasons.map(({ message }) => message).join(' ')}</Notice>}
      {fits && allowed && <AnswerForm asks={asks} asker={asker} place={place} company={session.tenant.name} onAnswer={onAnswer} />}
      <p className={styles.acts}>
        <span className={styles.quiet}>{t('relations.ask.signedInAs', { name: session.user.displayName, tenant: session.tenant.name })}</span>
        <Button size="small" look={fits && allowed ? 'secondary' : 'primary'} busy={signOut.isPending} onClick={() => signOut.mutate()}>{t('relations.ask.otherAccount')}</Button>
      </p>
    </div>
  );
}

type AnswerProps = { asks: Asking; asker: string; place: Place; company: string; onAnswer: (answer: 'accepted' | 'refused') => void };

function AnswerForm({ asks, asker, place, company, onAnswer }: AnswerProps) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const [ticked, setTicked] = useState(false);
  const [delegated, setDelegated] = useState(false);
  const text = asks.agreement;
  const links = `/ext/v1/invitation-links/${encodeURIComponent(place.word ?? '')}`;
  const accept = useMutation({
    mutationFn: () => {
      const agreement = text && { accepts: true, language: text.language, textSha256: text.sha256 };
      if (place.standing) return api.post('/ext/v1/my/partners', { partnerId: place.standing.partnerId, ...(place.standing.resellerId ? { resellerId: place.standing.resellerId } : {}), delegated, agreement });
      return api.post(`${links}/acceptance`, asks.kind === 'partnership' ? { authorises: ticked } : { delegated, agreement });
    },
    onSuccess: () => onAnswer('accepted'),
  });
  const refuse = useMutation({ mutationFn: () => api.post(`${links}/refusal`), onSuccess: () => onAnswer('refused') });
  const problem = accept.error ?? refuse.error;
  return (
    <>
      {Boolean(problem) && <Notice tone="error" alert>{sentence(problem)}</Notice>}
      {asks.kind === 'relationship' && (asks.delegated
        ? <div><CheckField id="delegated" label={t('relations.ask.rights')} checked={delegated} onChange={setDelegated} /><p className={styles.quiet}>{t('relations.ask.rightsHelp', { name: asker })}</p></div>
        : <p>{t('relations.ask.noRights')}</p>)}
      {asks.kind === 'partnership'
        ? <CheckField id="authorises" label={t('relations.ask.authorises', { name: asker })} checked={ticked} onChange={setTicked} />
        : text && <AgreementText text={text} accepted={ticked} onAccept={setTicked} label={t('relations.ask.accepts', { name: company })} />}
      <div className={styles.acts}>
        <Button look="primary" size="large" busy={accept.isPending} blocked={ticked ? undefined : [{ message: t('relations.ask.needTick') }]} onClick={() => accept.mutate()}>
          {t('relations.ask.accept')}
        </Button>
        {place.word && <Button size="large" busy={refuse.isPending} onClick={() => refuse.mutate()}>{t('relations.ask.refuse')}</Button>}
      </div>
    </>
  );
}

/** The page that a partner shows to its customer: no account, a name and a tick. */
function EmbeddedForm({ asks, word, onAnswer }: { asks: Asking; word: string; onAnswer: (answer: 'accepted') => void }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const [name, setName] = useState('');
  const [missing, setMissing] = useState('');
  const [ticked, setTicked] = useState(false);
  const text = asks.agreement;
  const accept = useMutation({
    mutationFn: () => api.post(`/ext/v1/attestation-pages/${encodeURIComponent(word)}/acceptance`, { accepts: true, acceptedBy: name.trim(), textSha256: text?.sha256 }),
    onSuccess: () => onAnswer('accepted'),
  });
  const send = () => {
    setMissing(name.trim() ? '' : t('relations.ask.yourNameMissing'));
    if (name.trim()) accept.mutate();
  };
  return (
    <div className={styles.form}>
      {accept.isError && <Notice tone="error" alert>{sentence(accept.error)}</Notice>}
      {text && <AgreementText text={text} accepted={ticked} onAccept={setTicked} label={t('relations.ask.accepts', { name: asks.customerName })} />}
      <TextField name="acceptedBy" label={t('relations.ask.yourName')} autoComplete="name" value={name} error={missing} onChange={(event) => setName(event.target.value)} />
      <div><Button look="primary" size="large" busy={accept.isPending} blocked={ticked ? undefined : [{ message: t('relations.ask.needTick') }]} onClick={send}>{t('relations.ask.accept')}</Button></div>
    </div>
  );
}

function Answered({ asks, asker, answer }: { asks: Asking; asker: string; answer: 'accepted' | 'refused' }) {
  const { t } = useWords();
  const title = useArrival();
  if (answer === 'refused') {
    return (
      <>
        <Words title={t('relations.ask.refusedTitle')} at={title}><p>{t('relations.ask.refusedText', { name: asker })}</p></Words>
        {asks.kind !== 'partnership' && <LinkButton to={paths.myPartners}>{t('relations.ask.toPartners')}</LinkButton>}
      </>
    );
  }
  const said = {
    relationship: t('relations.ask.acceptedRelationship', { name: asker }), agreement: t('relations.ask.acceptedAgreement', { name: asker }),
    attestation: t('relations.ask.acceptedAttestation'), partnership: t('relations.ask.acceptedPartnership', { name: asker }),
  }[asks.kind];
  return (
    <>
      <Words title={t('relations.ask.acceptedTitle')} at={title}><p>{said}</p></Words>
      {asks.kind === 'partnership' && <LinkButton look="primary" to={paths.providers}>{t('relations.ask.toProviders')}</LinkButton>}
      {(asks.kind === 'relationship' || asks.kind === 'agreement') && <LinkButton look="primary" to={paths.myPartners}>{t('relations.ask.toPartners')}</LinkButton>}
    </>
  );
}
