import type { Aspect, Reading } from '../../policy/decide.ts';
import type {
  Aid,
  Audience,
  Contact,
  FirstAid,
  GroupChatRules,
  HelpKind,
  Language,
  Policy,
  Slot,
  Slots,
  Text,
  Topic,
} from '../../policy/model.ts';

/** Who asks and under which rules: what every reply about a question rests on. */
export interface Asked {
  readonly language: Language;
  readonly audience: Audience;
  readonly policy: Policy;
  /** The question as typed, cleaned; empty when a button was pressed without one. */
  readonly question: string;
}

export interface AnswerReply extends Asked {
  readonly kind: 'answer';
  readonly topic: Topic;
  readonly reading: Reading;
  /** What was known about the situation; goes back with each button. */
  readonly slots: Slots;
  /** Whom to ask when in doubt. */
  readonly contact: Contact;
  /** Up to three other topics on which the policy has a ruling for this audience. */
  readonly related: readonly Topic[];
  /** Shows the cited rules at once: the asker wanted to know why. */
  readonly opened?: boolean | undefined;
  /** Set once this answer was rated: the buttons make room for thanks. */
  readonly rated?: 'helpful' | 'not-helpful' | 'reported' | undefined;
}

/** One short question that decides the verdict; its buttons are the values of the slot. */
export interface AskReply extends Asked {
  readonly kind: 'ask';
  readonly topic: Topic;
  readonly slot: Slot;
  readonly ask: Text;
  readonly slots: Slots;
}

/** One reading of the question, as a button offers it. */
export interface Offer {
  readonly topic: Topic;
  /** What was told, with the facts that this reading supposes. */
  readonly slots: Slots;
  /** What tells it apart from another reading of the same topic, in a few words each. */
  readonly differs: readonly Text[];
}

/** Up to three readings of the question, best first; the last button is "none of these". */
export interface ChoiceReply extends Asked {
  readonly kind: 'choice';
  readonly offers: readonly Offer[];
}

/** The question was not understood: how to ask, and somebody to talk to. */
export interface UnclearReply extends Asked {
  readonly kind: 'unclear';
  /** Up to two readings that are near. */
  readonly offers: readonly Offer[];
  /** Nothing of what was offered before was meant. */
  readonly again?: boolean | undefined;
}

/** The rules are silent; names whom to ask. */
export interface SilentReply extends Asked {
  readonly kind: 'silent';
  /** A medical need was told: what is needed stays, and it is agreed with somebody. */
  readonly medical?: boolean | undefined;
  /** It sounds as if something is wrong: no verdict, but somebody to talk to. */
  readonly uneasy?: boolean | undefined;
  /** Somebody wants to talk to a human: whom, and the way to a report. */
  readonly person?: boolean | undefined;
  /** The policy rules on the act, but does not tell what was asked of it: what it does tell is a fact on the card. */
  readonly aspect?: Aspect | undefined;
  /** The act, when it was recognised but this policy does not rule on it. */
  readonly topic?: Topic | undefined;
  readonly contact: Contact;
  readonly related: readonly Topic[];
}

/** Something is going wrong now. */
export interface EscalationReply extends Asked {
  readonly kind: 'escalation';
  /** Of the policy: whom the school names, and its steps; as much of it is shown as fits the kind of trouble. */
  readonly firstAid: FirstAid;
  /** Somebody may be in danger: the emergency numbers come first. */
  readonly emergency: boolean;
  /** Words of a crisis were read: this card stays, whatever else was meant. */
  readonly crisis: boolean;
  readonly help: HelpKind;
  /** What to do first in this kind of trouble, and who helps outside of the school. */
  readonly aid: Aid;
  /** What the policy says about it, below the first aid. */
  readonly rule?: Reading | undefined;
}

export interface GroupChatReply extends Asked {
  readonly kind: 'group-chat';
  readonly rules: GroupChatRules;
  readonly contact: Contact;
}

/** Asks role and school; what was typed before waits on the card. */
export interface ProfileReply {
  readonly kind: 'profile';
  readonly language: Language;
  readonly policies: readonly Policy[];
  readonly audience?: Audience | undefined;
  readonly policy?: string | undefined;
  /** The question that waits for an answer. */
  readonly question: string;
  /** Why the card is shown again. `audience-not-addressed`: the chosen rules do not address the chosen role. */
  readonly problem?: 'missing' | 'audience-not-addressed' | undefined;
  /** The waiting question sounds like trouble: first aid comes before role and school. */
  readonly urgent?: { readonly aid: Aid; readonly emergency: boolean } | undefined;
  /** Others read along: the waiting question stays in the button. */
  readonly amongOthers?: boolean | undefined;
}

/** Greets on installation, with three example questions as buttons. */
export interface WelcomeReply {
  readonly kind: 'welcome';
  readonly language: Language;
  readonly audience?: Audience | undefined;
  /** In a group chat or channel the bot must be mentioned. */
  readonly place: 'personal' | 'group' | 'channel';
}

/** What the bot can do and which commands there are; `profile` when known. */
export interface HelpReply {
  readonly kind: 'help';
  readonly language: Language;
  readonly profile?: { readonly audience: Audience; readonly policy: Policy } | undefined;
}

export interface LanguageReply {
  readonly kind: 'language';
  readonly language: Language;
}

/** Asks for the text that somebody wants to know about, in a dialog. */
export interface DraftReply {
  readonly kind: 'draft';
  readonly language: Language;
}

/** What the search of the message extension found; with role and school `unknown` there is nothing to search in. */
export interface SearchReply {
  readonly kind: 'search';
  readonly language: Language;
  readonly state: 'known' | 'unknown' | 'crisis';
  /** First aid, where words of a crisis were typed. */
  readonly aid?: Aid | undefined;
  readonly found: readonly AnswerReply[];
}

/** A line of text without a card. */
export interface NoticeReply {
  readonly kind: 'notice';
  readonly language: Language;
  readonly notice:
    | 'thanks'
    | 'language-set'
    | 'too-long'
    | 'empty'
    | 'expired'
    | 'hello'
    | 'welcome'
    | 'sent-privately'
    | 'open-own-chat'
    /** Who reads what is typed here. */
    | 'readers'
    | 'readers-shared'
    /** Whether a name must be given. */
    | 'anonymous';
}

/** The turn failed; the reference stands in the log beside the stack. */
export interface ApologyReply {
  readonly kind: 'apology';
  readonly language: Language;
  readonly reference: string;
}

/** Everything that the bot can say. */
export type Reply =
  | AnswerReply
  | AskReply
  | ChoiceReply
  | UnclearReply
  | SilentReply
  | EscalationReply
  | GroupChatReply
  | ProfileReply
  | WelcomeReply
  | HelpReply
  | LanguageReply
  | DraftReply
  | NoticeReply
  | ApologyReply;
