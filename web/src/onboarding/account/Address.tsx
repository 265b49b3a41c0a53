// The address, in the order and with the parts that the country uses.
import type { ReactElement } from 'react';
import { useWords } from '../../i18n/use-words';
import { Card } from '../../ui/Card';
import { SelectField } from '../../ui/fields';
import { FieldPair, FieldStack } from '../../ui/FormPanel';
import { isRequired } from '../checks';
import type { FieldName } from '../form';
import { addressFields } from '../sections';
import { useLabelOf } from '../use-wrong-words';
import { useWizard } from '../wizard';
import { Override } from './Override';
import { Text } from './Text';

export function Address() {
  const { t } = useWords();
  const { country } = useWizard();
  const fields = addressFields(country);
  const rows: ReactElement[] = [];
  for (let at = 0; at < fields.length; at += 1) {
    const name = fields[at]!;
    const next = fields[at + 1];
    if (next && isShort(name) && isShort(next)) {
      rows.push(<FieldPair key={name} narrow={name === 'address.postalCode'}><Part name={name} /><Part name={next} /></FieldPair>);
      at += 1;
    } else rows.push(<Part key={name} name={name} />);
  }
  return <Card id="section-address" title={t('onboarding.section.address')}><FieldStack>{rows}<Override section="address" /></FieldStack></Card>;
}

const isShort = (name: FieldName) => name === 'address.postalCode' || name === 'address.city' || name === 'address.state';

function Part({ name }: { name: FieldName }) {
  const { t } = useWords();
  const wizard = useWizard();
  const labelOf = useLabelOf();
  const { country } = wizard;
  if (name === 'address.state' && country?.states.length) {
    return (
      <SelectField name={name} label={labelOf(name, wizard.facts)} optional={!isRequired(name, country)} value={wizard.form.values[name]}
        error={wizard.errorOf(name)} onChange={(event) => wizard.set(name, event.target.value)} onBlur={() => wizard.leave(name)}>
        <option value="">{t('onboarding.choose')}</option>
        {country.states.map((state) => <option key={state.code} value={state.code}>{state.name}</option>)}
      </SelectField>
    );
  }
  const numeric = name === 'address.postalCode' && /^\d+$/.test(country?.postalCodeExample ?? '');
  const help = name === 'address.postalCode' && country?.postalCodeExample ? t('onboarding.example', { example: country.postalCodeExample }) : undefined;
  return <Text name={name} inputMode={numeric ? 'numeric' : undefined} help={help} maxLength={name === 'address.postalCode' ? 12 : 200} />;
}
