// Why an address stands that has not the form of its country: which parts, who said so, and when.
import type { components } from '../api/schema';
import { useWords } from '../i18n/use-words';
import { Notice } from '../ui/Notice';
import { When } from '../ui/When';
import styles from './CustomerPage.module.css';

export type AddressOverride = components['schemas']['AddressOverride'];

const known = ['postalCode', 'state', 'phoneNumber'] as const;

export function OverrideNote({ override }: { override: AddressOverride | undefined }) {
  const { t } = useWords();
  if (!override) return null;
  const parts = override.fields.map((path) => known.find((part) => path.endsWith(part))).filter((part) => part !== undefined);
  return (
    <div className={styles.after}>
      <Notice title={t('account.overridden', { parts: [...new Set(parts)].map((part) => t(`account.part.${part}`).toLowerCase()).join(', ') })}>
        <p>{t('account.overriddenReason', { reason: override.reason })}</p>
        <p className="quiet">{override.by}, <When at={override.at} as="prose" /></p>
      </Notice>
    </div>
  );
}
