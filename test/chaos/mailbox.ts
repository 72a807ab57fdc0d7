import { buttonsOf } from '../support/app.ts';
import { type Sent, startFakeConnector } from '../support/fake-connector.ts';
import type { Receipt } from './ledger.ts';
import { personOf } from './line.ts';

/** Something that came in somebody's chat, with the card and its id. */
export interface Mail extends Receipt {
  readonly card: unknown;
  readonly id: string;
}

/** The connector service, in this process, which nobody kills. */
export interface Mailbox {
  readonly url: string;
  /** Keeps what comes from now on, with its time, and tells of each thing. */
  listen(now: () => number, hear: (mail: Mail) => void): Receipt[];
  stop(): Promise<void>;
}

export async function startMailbox(): Promise<Mailbox> {
  const connector = await startFakeConnector();
  return {
    url: connector.url,
    listen(now, hear) {
      const receipts: Receipt[] = [];
      // the one place where the connector lets somebody look on: just before a request is carried out
      connector.rules.push(() => {
        const at = now();
        const index = connector.sent.length;
        queueMicrotask(() => {
          const sent = connector.sent[index];
          if (!sent) return; // it asked for something else than a message
          const mail = read(sent, index, at);
          receipts.push(mail);
          hear(mail);
        });
        return undefined;
      });
      return receipts;
    },
    stop: connector.stop,
  };
}

function read(sent: Sent, index: number, at: number): Mail {
  const card = sent.body.attachments?.[0]?.content;
  const buttons = buttonsOf(card).map(({ data }) => data);
  const about = buttons.find((data) => typeof data.id === 'string' && String(data.do).startsWith('case-'));
  return {
    at,
    method: sent.method,
    person: personOf(sent.conversation),
    caseId: about && String(about.id),
    acts: buttons.flatMap((data) => (typeof data.act === 'string' ? [data.act] : [])),
    body: JSON.stringify(sent.body),
    card,
    id: sent.activity && sent.method === 'PUT' ? sent.activity : `sent-${index + 1}`,
  };
}
