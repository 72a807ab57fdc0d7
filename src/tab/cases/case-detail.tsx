import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import { CardPanel } from '../card/card-panel.tsx';
import { DetailBar } from '../card/detail-bar.tsx';
import { useCard } from '../card/use-card.ts';
import { useTab } from '../shell/tab-context.ts';
import { useStale } from './use-stale.ts';

interface Props {
  readonly id: string;
  readonly reference?: string;
  /** How often it changed, as the board has it. */
  readonly version?: number;
  /** Called when a press may have changed it. */
  readonly onChanged: () => void;
}

/** One report with its words, its history and what one may do: the card of the chat. */
export function CaseDetail({ id, reference, version, onChanged }: Props) {
  const { say } = useTab();
  const [typedOn, setTypedOn] = useState<object>();
  const opening = useMemo(() => ({ do: 'case-show', id }), [id]);
  const state = useCard({ opening, onPressed: onChanged });
  const { card, renew } = state;
  const hasTyped = card !== undefined && typedOn === card;
  const refresh = useCallback(() => renew({ do: 'case-refresh', id }), [renew, id]);
  const isStale = useStale({ id, version, state, hasTyped, refresh });
  return (
    <>
      <DetailBar page="cases" id={id} label={reference ?? say('page.cases')} />
      {isStale && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{say(hasTyped ? 'cases.stale-typed' : 'cases.stale')}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={refresh}>{say('cases.renew')}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
      <CardPanel state={state} onTyped={() => setTypedOn(card)} />
    </>
  );
}
