// Adding a customer: which draft, who may, and the four steps behind one state.
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Navigate, useLocation, useNavigate, useNavigationType, useSearchParams } from 'react-router';
import type { Draft } from '../api/onboarding-types';
import { isProblem } from '../api/problem';
import { useWords } from '../i18n/use-words';
import { useDeployment, useMay, useSession } from '../session/session';
import { Card } from '../ui/Card';
import { LinkButton } from '../ui/Button';
import { lazily } from '../ui/lazily';
import { PageHeader } from '../ui/PageHeader';
import { paths } from '../ui/paths';
import { ErrorState, NoPermission, SkeletonRows } from '../ui/states';
import { drafts } from './calls';
import { emptyForm, type Step } from './form';
import { useWizardState, WizardContext } from './wizard';

const Account = lazily(() => import('./account/Account'));
const Subscriptions = lazily(() => import('./subscriptions/Subscriptions'));
const Review = lazily(() => import('./review/Review'));
const Done = lazily(() => import('./Done'));

export default function Wizard() {
  const { t } = useWords();
  const may = useMay('add_customer');
  const { administrators } = useSession();
  const { pathname } = useLocation();
  if (!may.allowed) {
    return (
      <>
        <PageHeader title={t('onboarding.title')} crumbs={[{ to: paths.customers, label: t('shell.customers') }]} />
        <Card><NoPermission page={t('onboarding.title')} reasons={may.reasons} administrators={administrators} /></Card>
      </>
    );
  }
  if (pathname === paths.wizard.done) return <Done />;
  const step = stepOf(pathname);
  if (!step) return <Navigate to={paths.wizard.account} replace />;
  return <Opened step={step} />;
}

const stepOf = (pathname: string): Step | undefined =>
  (['account', 'subscriptions', 'review'] as const).find((step) => pathname === paths.wizard[step]);

/** One wizard for one draft: another draft in the address, or a new start after one, begins another. */
function Opened({ step }: { step: Step }) {
  const navigate = useNavigate();
  const kind = useNavigationType();
  const [query] = useSearchParams();
  const asked = query.get('draft') ?? undefined;
  const [open, setOpen] = useState({ key: 0, draft: asked, mine: false, from: step });
  const making = useRef<string>(undefined);
  // Going back to a page that was left before the draft had its id is no new start.
  const before = asked === undefined && open.draft !== undefined && kind === 'POP';
  if (asked !== open.draft && !before) {
    const mine = asked !== undefined && asked === making.current;
    setOpen(mine ? { ...open, draft: asked, mine } : { key: open.key + 1, draft: asked, mine, from: step });
  }
  const onDraft = useCallback((id: string) => {
    // The address bar may be a step ahead of what is drawn, so it is read and not remembered.
    const { pathname, search, hash } = window.location;
    const now = new URLSearchParams(search);
    if (now.get('draft') === id || !pathname.startsWith('/customers/new/')) return;
    making.current = id;
    now.set('draft', id);
    void navigate({ pathname, search: `?${now}`, hash }, { replace: true });
  }, [navigate]);
  // Known at once, so that an address with it is not taken for another wizard's.
  const onMade = useCallback((id: string) => { making.current = id; }, []);
  // Every step but the first needs something to stand on.
  const lost = !asked && !open.draft && open.from !== 'account';
  useEffect(() => {
    if (!lost) return;
    setOpen((now) => ({ ...now, from: 'account' }));
    void navigate(paths.wizard.account, { replace: true });
  }, [lost, navigate]);
  if (lost) return null;
  if (open.draft && !open.mine) return <Resumed key={open.key} id={open.draft} step={step} onMade={onMade} onDraft={onDraft} />;
  return <Steps key={open.key} step={step} onMade={onMade} onDraft={onDraft} />;
}

function Resumed({ id, step, onMade, onDraft }: { id: string; step: Step; onMade: (id: string) => void; onDraft: (id: string) => void }) {
  const { t } = useWords();
  // From the list of drafts one goes on where it was left.
  const resume = useSearchParams()[0].has('resume');
  const draft = useQuery({ queryKey: ['draft', id], queryFn: () => drafts.read(id), gcTime: 0, staleTime: Infinity });
  if (draft.isPending) {
    return <><PageHeader title={t('onboarding.title')} /><Card><SkeletonRows rows={6} label={t('onboarding.loading')} /></Card></>;
  }
  if (draft.isError) {
    const gone = isProblem(draft.error) && draft.error.status === 404;
    return (
      <>
        <PageHeader title={t('onboarding.title')} actions={<LinkButton to={paths.drafts}>{t('drafts.title')}</LinkButton>} />
        <Card>
          <ErrorState title={gone ? t('onboarding.draftGone') : t('onboarding.draftFailed')} problem={draft.error}
            retry={gone ? undefined : () => void draft.refetch()} />
        </Card>
      </>
    );
  }
  if (resume) return <Navigate to={`${paths.wizard[draft.data.state.step ?? 'account']}?draft=${id}`} replace />;
  return <Steps draft={draft.data} step={step} onMade={onMade} onDraft={onDraft} />;
}

function Steps({ draft, step, onMade, onDraft }: { draft?: Draft; step: Step; onMade: (id: string) => void; onDraft: (id: string) => void }) {
  const { tenant } = useSession();
  const attest = useMay('attest_agreement');
  const { data: deployment } = useDeployment();
  const [query] = useSearchParams();
  const preset = query.get('reseller') ?? undefined;
  if (!deployment) return null;
  const empty = emptyForm({
    country: tenant.country, domainSuffix: deployment.domainSuffixes[0] ?? '', mayAttest: attest.allowed, resellerId: preset,
    noAgreement: deployment.cloud === 'usgov',
  });
  return <Stage empty={empty} draft={draft} step={step} onMade={onMade} onDraft={onDraft} />;
}

function Stage({ empty, ...given }: { empty: ReturnType<typeof emptyForm>; draft?: Draft; step: Step; onMade: (id: string) => void; onDraft: (id: string) => void }) {
  const first = useRef(empty).current;
  const wizard = useWizardState({ ...given, empty: first });
  useEffect(() => {
    const idle = window.requestIdleCallback ?? ((act: () => void) => window.setTimeout(act, 400));
    idle(given.step === 'account' ? Subscriptions.prefetch : Review.prefetch);
  }, [given.step]);
  return (
    <WizardContext.Provider value={wizard}>
      {given.step === 'account' && <Account />}
      {given.step === 'subscriptions' && <Subscriptions />}
      {given.step === 'review' && <Review />}
    </WizardContext.Provider>
  );
}
