import { readActivity } from '../../../src/teams/activity.ts';
import { readText } from '../../../src/teams/text.ts';

type Message = Parameters<typeof readText>[0];

const BOT = { id: '28:bot', name: 'Mag dat?' };
const message = (overrides: object): Message =>
  ({ type: 'message', recipient: BOT, textFormat: 'plain', ...overrides }) as Message; // a payload, not the whole of the type

const html = (content: unknown) => ({ contentType: 'text/html', content });
const mention = (text: unknown, mentioned: unknown = BOT) => ({ type: 'mention', text, mentioned });
const JAN = { id: '29:jan', name: 'Jan Bakker' };

const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';
const CARD = {
  type: 'AdaptiveCard',
  body: [
    { type: 'TextBlock', text: 'Uitnodiging' },
    { type: 'FactSet', facts: [{ title: 'Waar', value: 'het plein' }] },
    { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'kom je?' }] },
  ],
  actions: [{ type: 'Action.Submit', title: 'Ja' }],
};
const forwarded = (content: unknown) => ({ contentType: 'forwardedMessageReference', content });
const reply = (quote: string) =>
  `<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="1"><strong>Noor</strong><p>${quote}</p></blockquote>`;

describe('what somebody says', () => {
  it.each([
    // text
    ['a text', { text: 'mag ik dat?' }, 'mag ik dat?'],
    ['null for a text', { text: null }, ''],
    ['a number for a text', { text: 5 }, ''],
    [
      'signs as entities',
      { text: 'a &amp; b &lt;3&nbsp;&#39;x&#39; &quot;y&quot;' },
      `a & b <3\u00a0'x' "y"`,
    ],
    ['signs that are no entities', { text: 'AT&T en &onzin; R&D' }, 'AT&T en &onzin; R&D'],
    ['an entity that was typed as such', { text: '&amp;lt;at&amp;gt;' }, '&lt;at&gt;'],
    ['a typed tag that is no mention', { text: '&lt;at&gt;Jan&lt;/at&gt; zei' }, '<at>Jan</at> zei'],
    ['a tag of HTML as it was typed', { text: '<b>dik</b> <img src=x>' }, '<b>dik</b> <img src=x>'],
    ['a text of the format xml', { text: '<p>mag <b>ik</b>?</p>', textFormat: 'xml' }, 'mag ik?'],
    ['the character zero', { text: 'mag\0 ik' }, 'mag ik'],
    ['half a character', { text: 'mag \ud800 dat' }, 'mag \ufffd dat'],
    // mentions
    [
      'a mention of the bot',
      { text: '<at>Mag dat?</at> help', entities: [mention('<at>Mag dat?</at>')] },
      'help',
    ],
    [
      'one over a line break',
      { text: '<at>Mag\ndat?</at> help', entities: [mention('<at>Mag dat?</at>')] },
      'help',
    ],
    ['two', { text: '<at>Mag dat?</at> help <at>Mag dat?</at>' }, 'help'],
    ['one within another', { text: '<at><at>Mag dat?</at></at> help' }, 'help'],
    ['one without an entity', { text: '<at>Mag dat?</at> help', entities: [] }, 'help'],
    ['one with null for entities', { text: '<at>Mag dat?</at> help', entities: null }, 'help'],
    [
      'one among entities that are nothing',
      { text: '<at>Mag dat?</at> help', entities: [null, 1, {}] },
      'help',
    ],
    [
      'one whose entity has no text',
      { text: '<at>Magda</at> help', entities: [mention(null, { ...BOT, name: 'Magda' })] },
      'help',
    ],
    ['one with a number', { text: '<at id="0">Mag dat?</at> help' }, 'help'],
    [
      'one with signs as entities',
      { text: '<at>R&amp;D (x)*</at> help', recipient: { id: '28:bot', name: 'R&D (x)*' } },
      'help',
    ],
    [
      'one that was cut in two',
      {
        text: '<at>Mag</at> <at>dat?</at> help',
        entities: [mention('<at>Mag</at>'), mention('<at>dat?</at>')],
      },
      'help',
    ],
    ['one without a tag', { text: '@Mag dat? help', entities: [mention('@Mag dat?')] }, 'help'],
    [
      'one of another',
      { text: 'mag <at>Jan Bakker</at> dat?', entities: [mention('<at>Jan Bakker</at>', JAN)] },
      'mag … dat?',
    ],
    ['one of nobody', { text: 'help <at>x</at>', entities: [mention('<at>x</at>', null)] }, 'help …'],
    ['one that does not end', { text: '<at>Mag dat? mag ik filmen?' }, 'Mag dat? mag ik filmen?'],
    ['one that does not begin', { text: 'mag ik </at>filmen?' }, 'mag ik filmen?'],
    [
      'one that is not written in the text',
      { text: 'help', entities: [mention('<at>Mag dat?</at>')] },
      'help',
    ],
    // quotes
    ['a quoted message', { text: '<quoted messageId="17"/> en op excursie?' }, 'en op excursie?'],
    [
      'quoted messages anywhere',
      { text: 'mag\n<quoted messageId="1"/>\ndit <quoted messageId="2" />' },
      'mag\n \ndit',
    ],
    ['a quoted message alone', { text: '<quoted messageId="17"/>' }, ''],
    ['one that is not closed', { text: '<quoted messageId="17"></quoted> escaleer' }, 'escaleer'],
    [
      'a quote in HTML, which is in the text too',
      {
        text: 'Noor\r\nik sla je\r\n\r\nmag dit?',
        attachments: [html(`<div>${reply('ik sla je')}<p>mag dit?</p></div>`)],
      },
      'mag dit?',
    ],
    ['a quote in HTML without words of its own', { text: '', attachments: [html(reply('ik sla je'))] }, ''],
    // HTML
    [
      'words in HTML alone',
      { text: '', attachments: [html('<p>ik wil niet<br>meer</p><p>leven</p>')] },
      'ik wil niet\nmeer\n\nleven',
    ],
    [
      'words in HTML beside a mention',
      {
        text: '<at>Mag dat?</at>',
        attachments: [
          html(
            '<p><span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">Mag dat?</span>&nbsp;mag ik <at id="1">Jan</at> volgen?</p>',
          ),
        ],
      },
      'mag ik … volgen?',
    ],
    [
      'a text and the same in HTML',
      { text: 'mag dit?', attachments: [html('<p>mag <b>dit</b>?</p>')] },
      'mag dit?',
    ],
    [
      'HTML that holds no words',
      {
        text: null,
        attachments: [html('<div><img src="x"><script>alert(1)</script><style>a{}</style></div>')],
      },
      '',
    ],
    ['HTML that is no text', { attachments: [html(null), html(7), html({}), null, 'x', {}] }, ''],
    ['null for attachments', { text: 'hoi', attachments: null }, 'hoi'],
    [
      'an emoji in HTML',
      { attachments: [html('<p>boos <emoji id="angry" alt="😠" title="Angry"></emoji></p>')] },
      'boos 😠',
    ],
    // spoken
    [
      'a voice message',
      { value: { contentType: 'audio/mp4', contentUrl: 'x', transcription: 'ik word bedreigd' } },
      'ik word bedreigd',
    ],
    [
      'a voice message as an attachment',
      { attachments: [{ contentType: 'audio/mp4', content: { transcription: 'ik word bedreigd' } }] },
      'ik word bedreigd',
    ],
    [
      'a voice message without a transcription',
      {
        attachments: [
          html(
            '<div><span itemid="1" itemscope="" itemtype="http://schema.skype.com/InputExtension"></span></div>',
          ),
        ],
      },
      '',
    ],
    // passed on
    [
      'a message that was passed on',
      {
        attachments: [
          html('<blockquote itemtype="http://schema.skype.com/Forward"><p>ik sla je dood</p></blockquote>'),
        ],
      },
      'ik sla je dood',
    ],
    [
      'one with a comment',
      {
        text: 'mag dit?',
        attachments: [
          html(
            '<p>mag dit?</p><blockquote itemtype="http://schema.skype.com/Forward"><p>ik sla je dood</p></blockquote>',
          ),
        ],
      },
      'mag dit?\n\nik sla je dood',
    ],
    [
      'one that is in the text already',
      {
        text: 'mag dit?\r\n\r\nik  sla je dood',
        attachments: [
          html('<blockquote itemtype="http://schema.skype.com/Forward">ik sla je dood</blockquote>'),
        ],
      },
      'mag dit?\r\n\r\nik  sla je dood',
    ],
    [
      'one by reference',
      { text: 'mag dit?', attachments: [forwarded('{"originalMessageContent":"<p>ik sla je dood</p>"}')] },
      'mag dit?\n\nik sla je dood',
    ],
    [
      'one by a reference that is broken',
      {
        text: 'mag dit?',
        attachments: [forwarded('{'), forwarded(null), forwarded({ originalMessageContent: 3 })],
      },
      'mag dit?',
    ],
    // cards
    [
      'a card alone',
      { attachments: [{ contentType: ADAPTIVE, content: CARD }] },
      'Uitnodiging\nWaar\nhet plein\nkom je?',
    ],
    [
      'a card as JSON',
      { attachments: [{ contentType: ADAPTIVE, content: JSON.stringify(CARD) }] },
      'Uitnodiging\nWaar\nhet plein\nkom je?',
    ],
    [
      'a card beside a text',
      { text: 'mag dit?', attachments: [{ contentType: ADAPTIVE, content: CARD }] },
      'mag dit?',
    ],
    [
      'a card that is none',
      { attachments: [{ contentType: ADAPTIVE, content: '{' }, { contentType: ADAPTIVE }] },
      '',
    ],
    [
      'a file',
      {
        attachments: [
          { contentType: 'application/vnd.microsoft.teams.file.download.info', content: { text: 1 } },
        ],
      },
      '',
    ],
  ])('is read from %s', (_name, overrides, text) => {
    expect(readText(message(overrides))).toBe(text);
  });

  it('is read in one go from what is made to take long', () => {
    const many = 40_000;
    const nasty = [
      '<at>',
      '</at>',
      '<at ',
      '<quoted ',
      '<',
      '&',
      ' \n',
      '<div>',
      '</b>',
      '<at>x</at>',
      '<b></i>',
    ];
    for (const text of nasty.map((part) => part.repeat(many))) {
      expect(typeof readText(message({ text, attachments: [html(text)] }))).toBe('string');
    }
  });
});

describe('a message with a value', () => {
  const inbound = (overrides: object) => readActivity(message(overrides));

  it('is the press of a button, also when a client writes it as JSON', () => {
    const pressed = { kind: 'action', value: { do: 'cases' }, card: undefined };
    expect(inbound({ value: { do: 'cases' } })).toEqual(pressed);
    expect(inbound({ value: '{"do":"cases"}', text: '' })).toEqual(pressed);
  });

  it('is something said when it was spoken', () => {
    expect(inbound({ value: { transcription: 'hoi' } })).toEqual({ kind: 'text', text: 'hoi' });
  });
});
