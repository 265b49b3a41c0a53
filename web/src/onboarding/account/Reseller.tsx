// The indirect reseller who will look after the account: searched for, with the reason where one cannot be chosen.
import { useEffect, useState } from 'react';
import { useWords } from '../../i18n/use-words';
import { Card } from '../../ui/Card';
import { Picker, type PickerOption } from '../../ui/Picker';
import { useFormat } from '../../ui/use-format';
import { useLater } from '../../ui/use-later';
import { useResellers } from '../calls';
import { useWizard } from '../wizard';

/** The chosen reseller's name, known from the list. */
export function useResellerOf(id: string) {
  const { data } = useResellers('', Boolean(id));
  return data?.items.find((each) => each.id === id);
}

export function Reseller() {
  const { t } = useWords();
  const { locale } = useFormat();
  const { form, set, leave, errorOf, country } = useWizard();
  const chosen = useResellerOf(form.values.resellerId);
  const [typed, setTyped] = useState<string>();
  const q = useLater(typed?.trim() ?? '', 250);
  const found = useResellers(q.length > 1 ? q : '', true);
  useEffect(() => { setTyped(undefined); }, [form.values.resellerId]);
  const regions = new Intl.DisplayNames(locale, { type: 'region' });
  const options = (found.data?.items ?? []).map((each): PickerOption => {
    const elsewhere = country && each.country !== country.code;
    const state = !each.agreementSigned ? 'unsigned' : elsewhere ? 'elsewhere' : !each.selectable ? 'blocked' : 'signed';
    const reason = each.reasons.map((one) => one.message).join(' ');
    return {
      value: each.id, name: each.name, note: t('onboarding.reseller.note', { country: regions.of(each.country) ?? each.country, mpnId: each.mpnId }),
      fine: state === 'signed', state: t(`onboarding.reseller.${state}`),
      reason: each.selectable && !elsewhere ? undefined
        : reason || (elsewhere ? t('onboarding.reseller.elsewhereWhy', { country: country.name, region: regions.of(each.country) }) : t('onboarding.reseller.blocked')),
    };
  });
  return (
    <Card id="section-reseller" title={t('onboarding.section.resellerOptional')} lead={t('onboarding.reseller.lead')}>
      <Picker name="resellerId" optional label={t('onboarding.label.resellerId')} placeholder={t('onboarding.reseller.none')}
        help={form.values.resellerId ? t('onboarding.reseller.notice') : t('onboarding.reseller.help')} error={errorOf('resellerId')}
        value={form.values.resellerId} text={typed ?? chosen?.name ?? ''} options={options} empty={t('onboarding.reseller.empty')}
        onSearch={(text) => { setTyped(text); if (!text) set('resellerId', ''); }}
        onPick={(id) => { set('resellerId', id); setTyped(undefined); }}
        onLeave={() => { setTyped(undefined); leave('resellerId'); }} />
    </Card>
  );
}
