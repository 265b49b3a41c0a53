// The dialog itself, in its own chunk (use it through ui/lazy).
import {
  Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';

export type DialogProps = {
  title: string; children: ReactNode; actions: ReactNode; onClose: () => void;
  /** A question that must be answered: a click beside it does not close it. */
  alert?: boolean;
};

export default function DialogPart({ title, children, actions, onClose, alert = false }: DialogProps) {
  return (
    <Dialog open modalType={alert ? 'alert' : 'modal'} onOpenChange={(_, data) => { if (!data.open) onClose(); }}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>{children}</DialogContent>
          <DialogActions fluid>{actions}</DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
