import { mergeClasses } from '@fluentui/react-components';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useTab } from '../shell/tab-context.ts';
import { useCardStyles } from './card-styles.ts';
import { type CardJson, renderCard } from './render-card.ts';

interface Props {
  readonly card: CardJson;
  /** The card in a sentence. */
  readonly summary: string;
  readonly isBusy: boolean;
  readonly onPress: (data: Readonly<Record<string, unknown>>) => void;
  /** Called at the first thing that is typed or chosen on the card. */
  readonly onTyped?: () => void;
  /** Whether the keyboard goes to the card when it appears: it does where a press of the person brought it. */
  readonly takesFocus: boolean;
}

/** A card of the chat, on a page. */
export function CardView({ card, summary, isBusy, onPress, onTyped, takesFocus }: Props) {
  const styles = useCardStyles();
  const { host } = useTab();
  const root = useRef<HTMLElement>(null);
  const press = useRef(onPress);
  useEffect(() => {
    press.current = onPress;
  });

  useLayoutEffect(() => {
    const drawn = renderCard(card, {
      onPress: (data) => press.current(data),
      onLink: host.openLink,
    });
    root.current?.replaceChildren(...(drawn ? [drawn] : []));
  }, [card, host]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new card takes the focus once
  useEffect(() => {
    if (takesFocus) root.current?.focus();
  }, [card, takesFocus]);

  return (
    <section
      ref={root}
      tabIndex={-1}
      aria-label={summary}
      aria-busy={isBusy}
      className={mergeClasses(styles.root, isBusy && styles.busy)}
      onInput={onTyped}
    />
  );
}
