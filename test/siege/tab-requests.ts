import type { Buttons } from './activities.ts';
import { type Answer, ask } from './attack.ts';
import type { Draw } from './draw.ts';
import { hostileText, hostileValue } from './hostile.ts';

/** What the tab asks, `src/http/contract.ts`. */
const GETS = ['session', 'me', 'cases', 'groups', 'rules', 'absence', 'insight', 'insight.csv', 'gaps', 'x'];
const PARAMETERS = ['scope', 'kind', 'severity', 'search', 'sort', 'after', 'audience', 'from', 'until', 'x'];
const VALUES = ['open', 'overdue', 'mine', 'running', 'staff', '1', 'due', '2026-01-05', '2026-02-30', ''];
const POSTS = ['press', 'ask', 'absence', 'groups/x/reminder', 'gaps/x'];

/** A request of somebody in the tab, with values that the tab never sends. */
export function askAsTab(
  port: number,
  person: string,
  words: string,
  buttons: Buttons,
  draw: Draw,
): Promise<Answer | 'ended' | 'stalled'> {
  const headers = { authorization: `Demo ${person}`, 'content-type': 'application/json' };
  if (draw.happens(0.5)) {
    const query = new URLSearchParams();
    for (let left = draw.number(4); left > 0; left--)
      query.append(
        draw.of(PARAMETERS),
        draw.happens(0.7) ? draw.of(VALUES) : hostileText(draw.number(1_000)).slice(0, 2_000),
      );
    return ask(port, `/api/v1/${draw.of(GETS)}?${query}`, { headers });
  }
  const path = draw.of(POSTS);
  const data = buttons.length > 0 ? draw.of(buttons) : { do: 'cases' };
  const body = { data: { ...data, text: words }, text: words, kind: 'accepted', topic: 'x' };
  const wanted = draw.happens(0.5) ? pickFor(path, body) : hostileValue(draw.number(1_000_000));
  return ask(port, `/api/v1/${path}`, {
    method: path === 'absence' ? draw.of(['PUT', 'DELETE']) : 'POST',
    headers,
    body: JSON.stringify(wanted) ?? '',
  });
}

function pickFor(path: string, { data, text, kind, topic }: Readonly<Record<string, unknown>>): object {
  if (path === 'press') return { data };
  if (path === 'ask') return { text };
  return path === 'absence' ? { from: '2026-12-02', until: '2026-12-04', deputy: 'x' } : { kind, topic };
}
