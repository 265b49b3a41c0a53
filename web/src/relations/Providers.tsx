// A reseller's indirect providers: who, since when, shared customers, own terms; answering one that invites, and the end.
import { BuildingBank20Regular, PersonLink20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { Navigate } from 'react-router';
import type { Partnership } from '../api/relation-types';
import { useWords } from '../i18n/use-words';
import { blockedBy, useMay, useSession } from '../session/session';
import { Button, LinkButton } from '../ui/Button';
import { Card } from '../ui/Card';
import { CheckField } from '../ui/CheckField';
import { DataTable } from '../ui/DataTable';
import { countryName } from '../ui/format';
import { Dialog } from '../ui/lazy';
import { TextLink } from '../ui/Link';
import { Notice } from '../ui/Notice';
import { PageHeader } from '../ui/PageHeader';
import { paths } from '../ui/paths';
import { EmptyState, ErrorState, NoPermission, SkeletonRows, useProblemSentence } from '../ui/states';
import { showToast } from '../ui/toast';
import { useFormat } from '../ui/use-format';
import { When } from '../ui/When';
import { PartnershipState } from './InvitationState';
import styles from './Relations.module.css';
import { useAnswerProvider, usePartnerships } from './relations';
import { EndDialog } from './Reseller';
import { TermsCards } from './TermsCards';

export default function Providers() {
  const { t, language } = useWords();
  const { number } = useFormat();
  const may = useMay('see_resellers');
  const manage = useMay('manage_partnerships');
  const { administrators, tenant } = useSession();
  const { data, error, isPending, refetch } = usePartnerships(may.allowed);
  const [ending, setEnding] = useState<Partnership>();
  const request = useMay('request_relationship');
  const [answering, setAnswering] = useState<Partnership>();
  const shared = (one: Partnership) => (one.customers
    ? <TextLink to={`${paths.customers}?provider=${one.id}`} title={t('relations.providers.seeShared', { name: one.name })}>{number(one.customers)}</TextLink>
    : number(0));
  const end = (one: Partnership) => (
    <>
      {one.state === 'invited' && <Button size="small" look="primary" blocked={blockedBy(manage)} aria-haspopup="dialog" aria-label={t('relations.providers.answerOf', { name: one.name })}
        onClick={() => setAnswering(one)}>{t('relations.providers.answer')}</Button>}
      {one.state === 'active' && <Button size="small" blocked={blockedBy(manage)} aria-haspopup="dialog" aria-label={t('relations.providers.endOf', { name: one.name })} onClick={() => setEnding(one)}>{t('relations.resellers.end')}</Button>}
    </>
  );
  if (tenant.kind === 'indirectProvider') return <Navigate to={paths.resellers} replace />;
  return (
    <>
      <PageHeader title={t('relations.providers.title')}
        actions={request.allowed && data?.items.some((one) => one.state === 'active') && (
          <LinkButton icon={<PersonLink20Regular />} to={paths.requestRelationship}>{t('relations.providers.invite')}</LinkButton>)} />
      <div className={styles.stack}>
        <Card flush>
          {!may.allowed && <NoPermission page={t('relations.providers.title')} reasons={may.reasons} administrators={administrators} />}
          {may.allowed && isPending && <SkeletonRows rows={3} label={t('relations.providers.loading')} />}
          {error && <ErrorState title={t('relations.providers.failed')} problem={error} retry={() => void refetch()} />}
          {data && !data.items.length && <EmptyState icon={<BuildingBank20Regular />} title={t('relations.providers.none')} text={t('relations.providers.noneText')} />}
          {data && data.items.length > 0 && (
            <DataTable caption={t('relations.providers.caption')} rows={data.items} rowKey={(one) => one.id} cardsEarly
              columns={[
                { key: 'name', header: t('relations.providers.name'), rowHeader: true, cell: (one) => (
                  <span className={styles.card}><strong>{one.name}</strong><small className={styles.sub}>{[one.email, countryName(one.country, language)].join(' · ')}</small></span>) },
                { key: 'state', header: t('relations.resellers.partnership'), width: '180px', cell: (one) => <PartnershipState state={one.state} /> },
                { key: 'since', header: t('relations.resellers.since'), width: '130px', cell: (one) => <When at={one.since} /> },
                { key: 'shared', header: t('relations.providers.shared'), width: '140px', end: true, cell: shared },
                { key: 'acts', header: <span className="visually-hidden">{t('relations.list.acts')}</span>, width: '220px', end: true, cell: end },
              ]}
              card={(one) => <div className={styles.card}><strong>{one.name}</strong><PartnershipState state={one.state} />
                <span><span className="quiet">{t('relations.resellers.since')}</span> <When at={one.since} /></span>
                <span><span className="quiet">{t('relations.providers.shared')}</span> {shared(one)}</span>{end(one)}</div>} />
          )}
        </Card>
        {data?.items.map((one) => one.state !== 'invited' && <TermsCards key={one.id} side="providers" id={one.id} name={one.name} />)}
      </div>
      {answering && <AnswerDialog partner={answering} onClose={() => setAnswering(undefined)} />}
      {ending && <EndDialog partner={ending} onClose={() => setEnding(undefined)} />}
    </>
  );
}

/** As the page of the invitation's link: the provider may sell only where the reseller says so. */
function AnswerDialog({ partner, onClose }: { partner: Partnership; onClose: () => void }) {
  const { t } = useWords();
  const sentence = useProblemSentence();
  const answer = useAnswerProvider(partner.id);
  const [ticked, setTicked] = useState(false);
  const give = (how: 'acceptance' | 'refusal') => answer.mutate(how, {
    onSuccess: () => { showToast({ text: t(how === 'acceptance' ? 'relations.providers.accepted' : 'relations.providers.refused', { name: partner.name }) }); onClose(); },
  });
  return (
    <Dialog title={t('relations.providers.answerOf', { name: partner.name })} onClose={onClose}
      actions={<>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button busy={answer.isPending && answer.variables === 'refusal'} onClick={() => give('refusal')}>{t('relations.ask.refuse')}</Button>
        <Button look="primary" busy={answer.isPending && answer.variables === 'acceptance'} blocked={ticked ? undefined : [{ message: t('relations.ask.needTick') }]}
          onClick={() => give('acceptance')}>{t('relations.ask.accept')}</Button>
      </>}>
      {answer.isError && <Notice tone="error" alert>{sentence(answer.error)}</Notice>}
      <CheckField id="authorises" label={t('relations.ask.authorises', { name: partner.name })} checked={ticked} onChange={setTicked} />
    </Dialog>
  );
}
