import { Button, DialogActions, DialogBody, DialogContent, DialogTitle } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { Absence, AbsenceChange } from '../../http/contract.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { Failed } from '../shell/failed.tsx';
import { Loading } from '../shell/loading.tsx';
import { useTab } from '../shell/tab-context.ts';
import { AbsenceFields } from './absence-fields.tsx';

const NOBODY: AbsenceChange = { from: '', until: '', deputy: '' };

/** Hands over a period to somebody else, or takes it back. */
export function AbsenceForm({ onClose }: { readonly onClose: () => void }) {
  const { say, client, announce } = useTab();
  const absence = useLoaded(useCallback(() => client.get<Absence>('/absence'), [client]));
  const { data, failure, reload } = absence;
  const [typed, setTyped] = useState<AbsenceChange>();
  const [refused, setRefused] = useState<Error>();
  const [isBusy, setIsBusy] = useState(false);
  const change = typed ?? data?.period ?? NOBODY;
  const isComplete = change.from !== '' && change.until >= change.from && change.deputy !== '';
  const save = async (act: () => Promise<Absence>, told: string) => {
    setIsBusy(true);
    setRefused(undefined);
    try {
      await act();
      announce(told);
      onClose();
    } catch (error) {
      setRefused(error as Error);
      setIsBusy(false);
    }
  };
  return (
    <DialogBody>
      <DialogTitle>{say('absence.title')}</DialogTitle>
      <DialogContent>
        {refused && <Failed failure={refused} />}
        {failure && !data && <Failed failure={failure} onRetry={reload} />}
        {data && <AbsenceFields absence={data} change={change} onChange={setTyped} />}
        {!data && !failure && <Loading lines={4} />}
      </DialogContent>
      <DialogActions fluid>
        {/* there from the first moment: Fluent hides a dialog from screen readers that has nothing to focus */}
        <Button onClick={onClose}>{say('cancel')}</Button>
        {data?.period && (
          <Button
            disabledFocusable={isBusy}
            onClick={() => save(() => client.send('DELETE', '/absence'), say('absence.ended'))}
          >
            {say('absence.end')}
          </Button>
        )}
        {data && (
          <Button
            appearance="primary"
            disabledFocusable={isBusy || !isComplete}
            onClick={() => save(() => client.send('PUT', '/absence', change), say('absence.saved'))}
          >
            {say('save')}
          </Button>
        )}
      </DialogActions>
    </DialogBody>
  );
}
