import { type Crowd, TENANT } from '../chaos/crowd.ts';

/** Where somebody writes. `unlike`: a chat of two people that says it is personal, where the bot is no member. */
export type PlaceKind = 'own' | 'group' | 'channel' | 'meeting' | 'unlike';

/** Somebody at a place. */
export interface Seat {
  readonly person: string;
  readonly place: PlaceKind;
  readonly conversation: string;
}

export const ownChat = (person: string): string => `a:${person}`;
export const seatOf = (person: string, place: PlaceKind): Seat => ({
  person,
  place,
  conversation: CONVERSATIONS[place](person),
});

const CONVERSATIONS: Readonly<Record<PlaceKind, (person: string) => string>> = {
  own: ownChat,
  group: () => '19:group@thread.v2',
  channel: () => '19:channel@thread.tacv2;messageid=1',
  meeting: () => '19:meeting_abc@thread.v2',
  unlike: (person) => `19:${person}_other@unq.gbl.spaces`,
};

/** What a place says of itself; a meeting sometimes says nothing. */
const TYPES: Readonly<Record<PlaceKind, string | undefined>> = {
  own: 'personal',
  group: 'groupChat',
  channel: 'channel',
  meeting: undefined,
  unlike: 'personal',
};

/** A word that tells who typed it and where; what is found of it elsewhere has leaked. */
export const markOf = ({ person, place }: Seat, number: number): string =>
  `zegel${place}${person.replaceAll('-', '')}x${number}`;

const MARK = /zegel(own|group|channel|meeting|unlike)([0-9a-f]{32})x\d+/g;

export interface Mark {
  readonly place: PlaceKind;
  readonly person: string;
}

/** The marks in a text, each once. */
export function marksIn(text: string): Mark[] {
  const found = new Map<string, Mark>();
  for (const [, place, hex] of text.matchAll(MARK))
    found.set(`${place}${hex}`, { place: place as PlaceKind, person: withHyphens(hex ?? '') });
  return [...found.values()];
}

const withHyphens = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** What every activity from Teams has. */
export const envelope = (seat: Seat, serviceUrl: string, number: number) => ({
  id: `activity-${number}`,
  channelId: 'msteams',
  serviceUrl,
  locale: 'nl-NL',
  from: { id: `29:${seat.person}`, aadObjectId: seat.person, name: 'Iemand' },
  recipient: { id: '28:bot', name: 'Mag dat?' },
  conversation: {
    id: seat.conversation,
    tenantId: TENANT,
    ...(TYPES[seat.place] && { conversationType: TYPES[seat.place] }),
    ...(seat.place !== 'own' && seat.place !== 'unlike' && { isGroup: true }),
  },
  channelData: {
    tenant: { id: TENANT },
    ...(seat.place === 'channel' && { team: { id: '19:team@thread.tacv2' }, eventType: undefined }),
    ...(seat.place === 'meeting' && { meeting: { id: 'meeting' } }),
  },
});

/** Fields that say who sends and where an answer goes: they stay, so that a leak can be told from a different sender. */
export const KEPT = [
  'serviceUrl',
  'from',
  'from.id',
  'from.aadObjectId',
  'conversation',
  'conversation.id',
  'conversation.tenantId',
  'channelData.tenant',
  'channelData.tenant.id',
  'channelData',
  'recipient',
  'recipient.id',
];

/** Who may read what somebody reports: those along the chain, and the one who gets the alarm. Any staff here is some deputy. */
export const mayRead = ({ people }: Crowd, reader: string, mark: Mark): boolean =>
  reader === mark.person || people.get(reader)?.role === 'staff';
