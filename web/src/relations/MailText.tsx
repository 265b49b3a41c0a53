// An invitation's mail to copy or to open; the text may be edited, its link may not. Focus comes where it replaces a form.
import { Mail20Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import type { Invitation } from '../api/relation-types';
import { useWords } from '../i18n/use-words';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { TextAreaField } from '../ui/fields';
import { FieldStack } from '../ui/FormPanel';
import styles from './Relations.module.css';

export function MailText({ invitation, arrives = false }: { invitation: Invitation; arrives?: boolean }) {
  const { t } = useWords();
  const made = useRef<HTMLParagraphElement>(null);
  useEffect(() => { if (arrives) made.current?.focus(); }, [arrives]);
  const { link, mail, recipient } = invitation;
  const [edited, setEdited] = useState<string>();
  const [putBack, setPutBack] = useState(false);
  if (!link || !mail) return null;
  const body = edited ?? mail.body;
  const change = (text: string) => {
    const whole = text.includes(link);
    setPutBack(!whole);
    setEdited(whole ? text : `${text.trimEnd()}\n\n${link}\n`);
  };
  const open = () => {
    window.location.href = `mailto:${encodeURIComponent(recipient.email ?? '')}?subject=${encodeURIComponent(mail.subject)}&body=${encodeURIComponent(body)}`;
  };
  return (
    <FieldStack>
      <div>
        <p className={styles.label} tabIndex={-1} ref={made}>{t('relations.request.link')}</p>
        <p className={styles.link}><code>{link}</code><CopyButton text={link} what={t('relations.request.link')} /></p>
      </div>
      <TextAreaField name="mail" label={t('relations.request.textLabel')} rows={19} value={body}
        help={putBack ? t('relations.request.linkBack') : t('relations.request.textHelp')} onChange={(event) => change(event.target.value)} />
      <div className={styles.acts}>
        <CopyButton primary text={body} what={t('relations.request.textTitle')} label={t('relations.request.copyText')} />
        <Button icon={<Mail20Regular />} onClick={open}>{t('relations.request.open')}</Button>
      </div>
    </FieldStack>
  );
}
