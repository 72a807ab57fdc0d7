import { useMemo } from 'react';
import { CardPanel } from '../card/card-panel.tsx';
import { DetailBar } from '../card/detail-bar.tsx';
import { useCard } from '../card/use-card.ts';
import { useTab } from '../shell/tab-context.ts';
import { NEW_GROUP } from './new-group.ts';

interface Props {
  readonly id: string;
  readonly title?: string;
  /** Called when a press may have changed it. */
  readonly onChanged: () => void;
}

/** One group with what one may do, or the guide to a new one: the cards of the chat. */
export function GroupDetail({ id, title, onChanged }: Props) {
  const { say } = useTab();
  const opening = useMemo(
    () => (id === NEW_GROUP ? { do: 'group-start', conversation: '' } : { do: 'group-show', id }),
    [id],
  );
  const state = useCard({ opening, onPressed: onChanged });
  return (
    <>
      <DetailBar page="groups" id={id} label={title ?? say('page.groups')} />
      <CardPanel state={state} />
    </>
  );
}
