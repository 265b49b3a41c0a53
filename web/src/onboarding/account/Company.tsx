// The company: country, legal name, numbers, and the domain that is checked while it is typed.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client';
import type { Country } from '../../api/onboarding-types';
import { useWords } from '../../i18n/use-words';
import { useSession } from '../../session/session';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { SelectField } from '../../ui/fields';
import { FieldPair, FieldStack, focusField, ReadOnly } from '../../ui/FormPanel';
import { Notice } from '../../ui/Notice';
import { Waiting } from '../../ui/Waiting';
import { useCountries } from '../calls';
import { isRequired } from '../checks';
import { useLabelOf } from '../use-wrong-words';
import { useWizard } from '../wizard';
import styles from '../Wizard.module.css';
import { Like } from './Like';
import { Text } from './Text';

export function Company() {
  const { t } = useWords();
  const { country, form, set } = useWizard();
  const { cloud } = useSession();
  const registration = country?.registrationNumber;
  const vat = country?.vat;
  const example = (text: string | undefined) => (text ? t('onboarding.example', { example: text }) : undefined);
  const number = registration && registration.use !== 'none' && (
    <Text name="company.registrationNumber" help={example(registration.example)} maxLength={40} />
  );
  const tax = vat && vat.use !== 'none' && <Text name="company.vatNumber" help={example(vat.example)} maxLength={40} />;
  return (
    <Card id="section-company" title={t('onboarding.section.company')}>
      <FieldStack>
        <FieldPair>
          <CountryField />
          {cloud === 'global' && <SelectField name="company.qualification" label={t('onboarding.label.companyQualification')} optional
            value={form.values['company.qualification']} onChange={(event) => set('company.qualification', event.target.value)}>
            {(['none', 'education', 'government'] as const).map((value) => (
              <option key={value} value={value}>{t(`onboarding.qualification.${value}`)}</option>
            ))}
          </SelectField>}
        </FieldPair>
        {form.values['company.qualification'] === 'government' && <Text name="company.validationCode" help={t('onboarding.help.validationCode')} inputMode="numeric" maxLength={18} />}
        <Text name="company.name" help={t('onboarding.help.companyName')} />
        {number && tax ? <FieldPair>{number}{tax}</FieldPair> : number || tax}
        <div><DomainField /><Like /></div>
      </FieldStack>
    </Card>
  );
}

function CountryField() {
  const { t, language } = useWords();
  const wizard = useWizard();
  const labelOf = useLabelOf();
  const cache = useQueryClient();
  const countries = useCountries();
  const [failed, setFailed] = useState(false);
  const items = countries.data?.items ?? [];
  const code = wizard.form.values['company.country'];
  const label = labelOf('company.country', wizard.facts);
  if (items.length === 1 && items[0]?.code === code) {
    return <ReadOnly label={label} value={items[0].name} note={t('onboarding.help.oneCountry')} />;
  }
  const choose = async (next: string) => {
    setFailed(false);
    try {
      wizard.chooseCountry(await cache.fetchQuery({
        queryKey: ['country', next, language], queryFn: () => api.get<Country>(`/ext/v1/countries/${next}`), staleTime: Infinity,
      }));
    } catch {
      setFailed(true);
    }
  };
  const shown = items.some((item) => item.code === code) ? items : [{ code, name: wizard.country?.name ?? code }, ...items];
  return (
    <SelectField name="company.country" label={label} value={code} help={t('onboarding.help.country')}
      error={failed ? t('onboarding.wrong.countryRules') : wizard.errorOf('company.country')} onChange={(event) => void choose(event.target.value)}>
      {shown.map((item) => <option key={item.code} value={item.code}>{item.name}</option>)}
    </SelectField>
  );
}

function DomainField() {
  const { t } = useWords();
  const { form, set, domainState, country } = useWizard();
  const { answer, pending, reserved } = domainState;
  const free = answer && answer.status !== 'taken' && answer.status !== 'invalid';
  const good = free ? t(reserved ? 'onboarding.domain.reserved' : 'onboarding.domain.free') : undefined;
  const take = (whole: string) => {
    set('company.domain', whole.split('.')[0] ?? '');
    focusField('company.domain');
  };
  return (
    <div>
      <Text name="company.domain" good={good} maxLength={27} help={t('onboarding.help.domain')}
        after={<>
          {pending && <Waiting label={t('onboarding.domain.checking')} />}
          <span className={styles.suffix}>.{form.domainSuffix}</span>
        </>} />
      {answer?.status === 'taken' && Boolean(answer.suggestions?.length) && isRequired('company.domain', country) && (
        <div className={styles.suggestions} role="group" aria-label={t('onboarding.domain.suggestions')}>
          {answer.suggestions?.map((each) => (
            <Button key={each} size="small" onClick={() => take(each)}>{each.split('.')[0]}</Button>
          ))}
        </div>
      )}
    </div>
  );
}

/** What another country's rules no longer allow, with the way back. */
export function DroppedNote() {
  const { t } = useWords();
  const { dropped, setDropped, change, facts } = useWizard();
  const labelOf = useLabelOf();
  if (!dropped) return null;
  const undo = () => {
    change((now) => ({ ...dropped.before, lines: now.lines }));
    setDropped(undefined);
    focusField('company.country');
  };
  return (
    <Notice tone="warning" title={t('onboarding.dropped', { country: dropped.country })}
      action={<>
        <Button size="small" onClick={undo}>{t('common.undo')}</Button>
        <Button size="small" look="subtle" onClick={() => setDropped(undefined)}>{t('common.close')}</Button>
      </>}>
      <ul>
        {dropped.fields.map(({ name, value }) => (
          <li key={name}>{t('onboarding.droppedValue', { label: labelOf(name, facts), value })}</li>
        ))}
      </ul>
    </Notice>
  );
}
