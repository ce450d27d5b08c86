/** Asks before something is lost or let go. The safe answer comes first and has the focus. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';

interface QuestionDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** What the safe answer says. */
  readonly stay: string;
  readonly onStay: () => void;
  /** The buttons of the other answers. */
  readonly answers: ReactNode;
  readonly children: ReactNode;
}

/** Stays on the page while it is closed: only so the rest of the page is given back to the keyboard and to screen readers. */
export function QuestionDialog({ isOpen, title, stay, onStay, answers, children }: QuestionDialogProps) {
  return (
    <Dialog
      open={isOpen}
      surfaceMotion={null}
      modalType="alert"
      onOpenChange={(_event, data) => (data.open ? undefined : onStay())}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>{children}</DialogContent>
          {/* The first button gets the focus. */}
          <DialogActions fluid>
            <Button appearance="primary" onClick={onStay}>
              {stay}
            </Button>
            {answers}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
