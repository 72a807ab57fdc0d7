import { useCallback, useEffect, useRef, useState } from 'react';
import type { Absence, Shown } from '../../http/contract.ts';
import { useTab } from '../shell/tab-context.ts';
import { hasPeoplePicker, withPeople } from './people-choices.ts';
import type { CardJson } from './render-card.ts';

export type PressData = Readonly<Record<string, unknown>>;

/** A card, and what came of pressing its buttons. */
export interface CardState {
  readonly card?: CardJson;
  readonly summary: string;
  /** A line that came instead of a card. */
  readonly note?: string;
  readonly failure?: Error;
  readonly isBusy: boolean;
  /** Whether the card came by a press on the card before it. */
  readonly isAnswer: boolean;
  press(data: PressData): void;
  /** Asks for a newer card, without leading anybody to it. */
  renew(data: PressData): void;
  /** Asks a question of the rules: the answer comes in the place of the card. */
  ask(question: string): void;
  /** Takes everything away. */
  clear(): void;
  /** Does again what failed. */
  retry(): void;
}

type Kept = Omit<CardState, 'press' | 'renew' | 'ask' | 'clear' | 'retry'>;

interface Options {
  /** What the first card is asked with. Keep it with `useMemo`. */
  readonly opening: PressData | undefined;
  /** Called after a press of a button on a card. */
  readonly onPressed?: (shown: Shown) => void;
}

/** Something that brings a card or a line. */
interface Request {
  readonly path: '/press' | '/ask';
  readonly body: object;
  readonly isAnswer: boolean;
}

const pressOf = (data: PressData, isAnswer: boolean): Request => ({
  path: '/press',
  body: { data },
  isAnswer,
});

const NOTHING: Kept = { summary: '', isBusy: false, isAnswer: false };

/** Opens a card, and shows what each press brings. What stood there stays until something else comes. */
export function useCard({ opening, onPressed }: Options): CardState {
  const { client, announce } = useTab();
  const [kept, setKept] = useState<Kept>(NOTHING);
  const last = useRef<Request>(undefined);
  const round = useRef(0);
  const pressed = useRef(onPressed);
  useEffect(() => {
    pressed.current = onPressed;
  });

  const send = useCallback(
    async (request: Request) => {
      const { path, body, isAnswer } = request;
      round.current += 1;
      const mine = round.current;
      last.current = request;
      setKept(({ failure: _, note: __, ...before }) => ({ ...before, isBusy: true }));
      try {
        const shown = await client.send<Shown>('POST', path, body);
        const next = await prepare(shown, () => client.get<Absence>('/absence'));
        if (mine !== round.current) return;
        setKept((before) => ({ ...(next.card ? NOTHING : before), ...next, isBusy: false, isAnswer }));
        if (isAnswer) announce(next.note ?? next.summary ?? '');
        if (isAnswer) pressed.current?.(shown);
      } catch (error) {
        if (mine === round.current)
          setKept((before) => ({ ...before, isBusy: false, failure: error as Error }));
      }
    },
    [client, announce],
  );

  useEffect(() => {
    if (opening) setKept(NOTHING);
    if (opening) void send(pressOf(opening, false));
  }, [opening, send]);

  const press = useCallback((data: PressData) => void send(pressOf(data, true)), [send]);
  const renew = useCallback((data: PressData) => void send(pressOf(data, false)), [send]);
  const ask = useCallback(
    (text: string) => void send({ path: '/ask', body: { text }, isAnswer: true }),
    [send],
  );
  const retry = useCallback(() => {
    if (last.current) void send(last.current);
  }, [send]);
  const clear = useCallback(() => {
    round.current += 1;
    setKept(NOTHING);
  }, []);
  return { ...kept, press, renew, ask, retry, clear };
}

/** What came, ready to show. A card that needs the people picker of Teams gets the colleagues as a list. */
async function prepare(shown: Shown, getAbsence: () => Promise<Absence>): Promise<Partial<Kept>> {
  if (shown.kind === 'text') return { note: shown.text };
  if (!hasPeoplePicker(shown.card)) return { card: shown.card, summary: shown.summary };
  const { colleagues } = await getAbsence();
  const people = colleagues.map(({ id, name }) => ({ id, label: name }));
  return { card: withPeople(shown.card, people), summary: shown.summary };
}
