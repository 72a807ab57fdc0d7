import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useState } from 'react';
import type { Reminded } from '../../http/contract.ts';
import { Failed } from '../shell/failed.tsx';
import { Send } from '../shell/icons.ts';
import { useTab } from '../shell/tab-context.ts';

interface Props {
  readonly id: string;
  /** Whom it would go to. Absent when no reminder is due. */
  readonly to?: string;
  readonly onReminded: () => void;
}

/** Reminds who is waited for, with one tap. */
export function ReminderButton({ id, to, onReminded }: Props) {
  const { say, client, announce } = useTab();
  const [isBusy, setIsBusy] = useState(false);
  const [told, setTold] = useState<string>();
  const [failure, setFailure] = useState<Error>();
  const remind = async () => {
    setIsBusy(true);
    setFailure(undefined);
    try {
      const { message } = await client.send<Reminded>('POST', `/groups/${encodeURIComponent(id)}/reminder`);
      setTold(message);
      announce(message);
      onReminded();
    } catch (error) {
      setFailure(error as Error);
    }
    setIsBusy(false);
  };
  if (failure) return <Failed failure={failure} onRetry={remind} />;
  if (told !== undefined) {
    return (
      <MessageBar intent="success" layout="multiline">
        <MessageBarBody>{told}</MessageBarBody>
      </MessageBar>
    );
  }
  if (to === undefined) return null;
  return (
    <div>
      <Button size="small" icon={<Send />} disabledFocusable={isBusy} onClick={() => void remind()}>
        {say('groups.remind', { name: to })}
      </Button>
    </div>
  );
}
