// Copies a text and says so, on the button and to screen readers.
import { Checkmark16Regular, Copy16Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useWords } from '../i18n/use-words';
import { announce } from './announce';
import { Button, IconButton } from './Button';

type Props = { text: string; /** What is copied, for the button's name. */ what: string; label?: string; primary?: boolean; onCopied?: () => void };

export function CopyButton({ text, what, label, primary, onCopied }: Props) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await copyText(text);
    setCopied(true);
    announce(t('common.copiedWhat', { what }));
    onCopied?.();
  };
  const icon = copied ? <Checkmark16Regular /> : <Copy16Regular />;
  if (label) {
    return <Button look={primary ? 'primary' : 'secondary'} icon={icon} onClick={copy}>{copied ? t('common.copied') : label}</Button>;
  }
  return <IconButton size="small" icon={icon} label={t('common.copyWhat', { what })} onClick={copy} />;
}

export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Plain http on a local network has no clipboard API.
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}
