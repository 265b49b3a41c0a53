// The company as its register has it, and changing its legal name and numbers.
import { Edit16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Customer, Permission } from '../api/types';
import { useWords } from '../i18n/use-words';
import { useCountry } from '../onboarding/calls';
import { blockedBy, notForUs, useOwn } from '../session/session';
import { Button } from '../ui/Button';
import { Card, Facts } from '../ui/Card';
import { TextField } from '../ui/fields';
import { countryName, registrationText } from '../ui/format';
import { ErrorSummary, FieldStack } from '../ui/FormPanel';
import { Panel, prefetchPanel } from '../ui/lazy';
import { StaleNotice, staleChanges } from '../ui/StaleNotice';
import { showToast } from '../ui/toast';
import { useStaleForm } from '../ui/use-stale-form';
import { useSaveCompany, type Company } from './account';

export function CompanyCard({ customer, company, may }: { customer: Customer; company: Company; may: Permission }) {
  const { t, language } = useWords();
  const own = useOwn();
  const [open, setOpen] = useState(false);
  const country = useCountry(customer.country).data;
  const none = <span className="quiet">{t('common.notGiven')}</span>;
  const registration = country?.registrationNumber;
  const numbers = [
    ...(registration && registration.use !== 'none' ? [{ name: registration.label ?? t('customer.registrationNumber'), value: company.registrationNumber ? registrationText(company.registrationNumber, customer.country) : none }] : []),
    ...(country && country.vat.use !== 'none' ? [{ name: t('customer.vat'), value: company.vatNumber ?? none }] : []),
  ];
  return (
    <Card title={t('account.company')} lead={t('account.companyLead')}
      actions={!own && !notForUs(may) && <Button size="small" icon={<Edit16Regular />} blocked={blockedBy(may)} aria-haspopup="dialog" onFocus={prefetchPanel}
        aria-label={t('account.editCompany')} onClick={() => setOpen(true)}>{t('common.update')}</Button>}>
      <Facts items={[
        { name: t('account.legalName'), value: company.legalName ?? customer.name },
        ...numbers,
        { name: t('customer.domain'), value: customer.domain },
        { name: t('customer.country'), value: countryName(customer.country, language) },
      ]} />
      {open && <CompanyPanel customer={customer} company={company} onClose={() => setOpen(false)} />}
    </Card>
  );
}

const formOf = ({ legalName = '', registrationNumber = '', vatNumber = '' }: Company) => ({ legalName, registrationNumber, vatNumber });

function CompanyPanel({ customer, company: now, onClose }: { customer: Customer; company: Company; onClose: () => void }) {
  const { t } = useWords();
  const country = useCountry(customer.country).data;
  const save = useSaveCompany(customer.id);
  const { opened: company, values: form, setValues: setForm, stale, errors, errorOf, resume } = useStaleForm(now, formOf, save, 'legalName');
  const set = (name: keyof typeof form) => ({
    name, value: form[name], error: errorOf(name), autoComplete: 'off',
    onChange: (event: { target: { value: string } }) => setForm((now) => ({ ...now, [name]: event.target.value })),
  });
  const example = (text: string | undefined) => (text ? t('onboarding.example', { example: text }) : undefined);
  const registration = country?.registrationNumber;
  return (
    <Panel title={t('account.editCompany')} onClose={onClose}
      footer={<>
        <Button look="subtle" onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form="company-form" busy={save.isPending}>{t('common.save')}</Button>
      </>}>
      <form id="company-form" noValidate onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ form, etag: company.attributes?.etag }, { onSuccess: () => { showToast({ text: t('account.saved') }); onClose(); } });
      }}>
        {stale && <StaleNotice busy={now === company} onResume={resume} changes={staleChanges(formOf(company), formOf(now), form, {
          legalName: t('account.legalName'), registrationNumber: registration?.label ?? t('customer.registrationNumber'), vatNumber: t('customer.vat'),
        })} />}
        <ErrorSummary errors={errors} />
        <FieldStack>
          <TextField {...set('legalName')} label={t('account.legalName')} help={t('account.legalNameHelp')} maxLength={200} />
          {registration && registration.use !== 'none' && (
            <TextField {...set('registrationNumber')} label={registration.label ?? t('customer.registrationNumber')}
              optional={registration.use !== 'required'} help={example(registration.example)} maxLength={40} />
          )}
          {country && country.vat.use !== 'none' && (
            <TextField {...set('vatNumber')} label={t('customer.vat')} optional help={example(country.vat.example)} maxLength={40} />
          )}
        </FieldStack>
      </form>
    </Panel>
  );
}
