// Search and filters over the customer list; on a phone the filters wait behind one button.
import { Filter20Regular, Search20Regular } from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words';
import { useMay, useSession } from '../session/session';
import { usePartnerships } from '../relations/relations';
import { Button, IconButton } from '../ui/Button';
import { FilterSelect, SearchInput, SelectField } from '../ui/fields';
import { FieldStack } from '../ui/FormPanel';
import { Panel, prefetchPanel } from '../ui/lazy';
import { ToolsRow } from '../ui/ToolsRow';
import { usePhone } from '../ui/use-media';
import { useResellers } from './customers';
import type { useListState } from './use-list-state';

export function CustomerTools({ filter, change, text, setText, clear, end }: ReturnType<typeof useListState> & { end?: ReactNode }) {
  const { t } = useWords();
  const phone = usePhone();
  const [sheet, setSheet] = useState(false);
  const { tenant, cloud } = useSession();
  const provider = tenant.kind === 'indirectProvider';
  const seeResellers = useMay('see_resellers').allowed && provider;
  // A reseller that sells for several chooses among them; what a link chose can be taken back.
  const providers = usePartnerships(useMay('see_resellers').allowed && tenant.kind === 'indirectReseller').data?.items.filter((one) => one.state !== 'invited') ?? [];
  const seeProviders = providers.length > 1 || (providers.length > 0 && Boolean(filter.provider));
  const providerOptions = <><option value="">{t('customers.allProviders')}</option>{providers.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</>;
  // A direct partner in the government cloud has neither resellers nor agreements to choose by.
  const filters = seeResellers || seeProviders || cloud === 'global';
  const count = [filter.reseller, filter.provider, filter.agreement].filter(Boolean).length;
  const search = (
    <SearchInput label={t('customers.search')} value={text} onChange={setText} before={<Search20Regular />} />
  );
  if (phone) {
    return (
      <ToolsRow>
        {search}
        {filters && <IconButton look="secondary" icon={<Filter20Regular />} aria-haspopup="dialog" onFocus={prefetchPanel}
          label={count ? t('common.filtersOn', { count }) : t('common.filters')} onClick={() => setSheet(true)} aria-pressed={count > 0} />}
        {sheet && (
          <Panel side="bottom" title={t('common.filters')} onClose={() => setSheet(false)}
            footer={<>
              {count > 0 && <Button look="subtle" onClick={clear}>{t('common.clearFilters')}</Button>}
              <Button look="primary" onClick={() => setSheet(false)}>{t('common.apply')}</Button>
            </>}>
            <FieldStack>
              {seeResellers && (
                <SelectField name="filter-reseller" label={t('customers.reseller')} value={filter.reseller}
                  onChange={(event) => change({ reseller: event.target.value })}><ResellerOptions /></SelectField>
              )}
              {seeProviders && (
                <SelectField name="filter-provider" label={t('customers.provider')} value={filter.provider}
                  onChange={(event) => change({ provider: event.target.value })}>{providerOptions}</SelectField>
              )}
              {cloud === 'global' && <SelectField name="filter-agreement" label={t('customers.agreement')} value={filter.agreement}
                onChange={(event) => change({ agreement: event.target.value })}><AgreementOptions /></SelectField>}
            </FieldStack>
          </Panel>
        )}
      </ToolsRow>
    );
  }
  return (
    <ToolsRow end={end}>
      {search}
      {seeResellers && (
        <FilterSelect label={t('customers.reseller')} value={filter.reseller} onChange={(reseller) => change({ reseller })}>
          <ResellerOptions />
        </FilterSelect>
      )}
      {seeProviders && (
        <FilterSelect label={t('customers.provider')} value={filter.provider} onChange={(provider) => change({ provider })}>
          {providerOptions}
        </FilterSelect>
      )}
      {cloud === 'global' && <FilterSelect label={t('customers.agreement')} value={filter.agreement} onChange={(agreement) => change({ agreement })}>
        <AgreementOptions />
      </FilterSelect>}
    </ToolsRow>
  );
}

function ResellerOptions() {
  const { t } = useWords();
  const { data } = useResellers(true);
  return (
    <>
      <option value="">{t('customers.allResellers')}</option>
      <option value="none">{t('customers.directOnly')}</option>
      {data?.items.map((each) => <option key={each.id} value={each.id}>{each.name}</option>)}
    </>
  );
}

function AgreementOptions() {
  const { t } = useWords();
  return (
    <>
      <option value="">{t('customers.allAgreements')}</option>
      <option value="accepted">{t('customers.agreementAccepted')}</option>
      <option value="invited">{t('customers.agreementInvited')}</option>
      <option value="none">{t('customers.agreementNone')}</option>
    </>
  );
}
