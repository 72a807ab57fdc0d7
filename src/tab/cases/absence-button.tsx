import { Button, Dialog, DialogSurface, DialogTrigger } from '@fluentui/react-components';
import { useState } from 'react';
import { Away } from '../shell/icons.ts';
import { useTab } from '../shell/tab-context.ts';
import { AbsenceForm } from './absence-form.tsx';

/** Opens the form with which one hands over for a while. */
export function AbsenceButton() {
  const { say } = useTab();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={(_, { open }) => setIsOpen(open)}>
      <DialogTrigger disableButtonEnhancement>
        <Button icon={<Away />}>{say('absence.button')}</Button>
      </DialogTrigger>
      <DialogSurface>
        <AbsenceForm onClose={() => setIsOpen(false)} />
      </DialogSurface>
    </Dialog>
  );
}
