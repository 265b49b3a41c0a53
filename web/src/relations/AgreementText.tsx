// The text that is to be accepted, by its PDF and fingerprint, with the box that says so.
import { DocumentPdf20Regular } from '@fluentui/react-icons';
import type { AgreementText as Text } from '../api/relation-types';
import { useWords } from '../i18n/use-words';
import { CheckField } from '../ui/CheckField';
import { OutLink } from '../ui/Link';
import styles from './Relations.module.css';

type Props = { text: Text; accepted: boolean; onAccept: (accepted: boolean) => void; label: string };

export function AgreementText({ text, accepted, onAccept, label }: Props) {
  const { t } = useWords();
  const language = text.language.startsWith('fr') ? t('customer.agr.inFrench') : t('customer.agr.inEnglish');
  return (
    <div className={styles.inset}>
      <p><strong>{t('relations.ask.text', { title: text.title, version: text.version })}</strong></p>
      <p className={styles.acts}><DocumentPdf20Regular /><OutLink newTab href={text.documentUri}>{t('relations.ask.read', { language })}</OutLink></p>
      <p className={styles.hash}>{t('relations.ask.fingerprint')} <code>{text.sha256}</code></p>
      <CheckField id="accepts" label={label} checked={accepted} onChange={onAccept} />
    </div>
  );
}
