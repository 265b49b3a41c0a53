// Panels that slide in, in their own chunk (use them through ui/lazy).
import {
  DrawerBody, DrawerFooter, DrawerHeader, DrawerHeaderTitle, makeStyles, mergeClasses, OverlayDrawer,
} from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words';
import { IconButton } from '../Button';
import { usePhone } from '../use-media';

export type PanelProps = {
  title: string; children: ReactNode; footer?: ReactNode; onClose: () => void; side?: 'end' | 'start' | 'bottom';
};

const useStyles = makeStyles({
  end: { width: '440px' },
  start: { width: '288px' },
  // Not 100vw: beside a scrollbar the panel's left edge would stand outside the window.
  full: { width: '100%', maxWidth: '100%' },
  sheet: { height: 'auto', maxHeight: '88dvh', borderRadius: '12px 12px 0 0', paddingBottom: 'env(safe-area-inset-bottom)' },
  footer: { display: 'flex', gap: '8px', justifyContent: 'flex-end', borderTop: '1px solid var(--eLine)', paddingTop: '16px' },
  body: { paddingTop: '8px', paddingBottom: '24px' },
});

export default function PanelPart({ title, children, footer, onClose, side = 'end' }: PanelProps) {
  const { t } = useWords();
  const styles = useStyles();
  const phone = usePhone();
  const shape = side === 'bottom' ? styles.sheet : side === 'start' ? styles.start : phone ? styles.full : styles.end;
  return (
    <OverlayDrawer open position={side} className={mergeClasses(shape)} onOpenChange={(_, data) => { if (!data.open) onClose(); }}>
      <DrawerHeader>
        <DrawerHeaderTitle heading={{ as: 'h2' }}
          action={<IconButton label={t('common.close')} icon={<Dismiss20Regular />} onClick={onClose} />}>
          {title}
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody className={styles.body}>{children}</DrawerBody>
      {footer && <DrawerFooter className={styles.footer}>{footer}</DrawerFooter>}
    </OverlayDrawer>
  );
}
