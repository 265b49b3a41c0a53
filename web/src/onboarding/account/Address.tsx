// The address, in the order and with the parts that the country uses.
import { useWords } from '../../i18n/use-words';
import { Card } from '../../ui/Card';
import { SelectField } from '../../ui/fields';
import { FieldPair, FieldStack } from '../../ui/FormPanel';
import { isRequired } from '../checks';
import type { FieldName } from '../form';
import { addressRows } from '../sections';
import { useLabelOf } from '../use-wrong-words';
import { useWizard } from '../wizard';
import { Override } from './Override';
import { Text } from './Text';

export function Address() {
  const { t } = useWords();
  const { country } = useWizard();
  const rows = addressRows(country).map(([name, next]) => (next
    ? <FieldPair key={name} narrow={name === 'address.postalCode'}><Part name={name} /><Part name={next} /></FieldPair>
    : <Part key={name} name={name} />));
  return <Card id="section-address" title={t('onboarding.section.address')}><FieldStack>{rows}<Override section="address" /></FieldStack></Card>;
}

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
