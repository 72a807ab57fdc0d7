import { tokens } from '@fluentui/react-components';

/** The colours of text on a ground, as CSS variables: a card follows the theme without being drawn anew. */
const colours = (text: string, subtle: string) => ({
  default: { default: text, subtle },
  dark: { default: tokens.colorNeutralForeground1, subtle: tokens.colorNeutralForeground2 },
  light: { default: tokens.colorNeutralForegroundInverted, subtle: tokens.colorNeutralForegroundInverted2 },
  accent: { default: tokens.colorBrandForeground1, subtle: tokens.colorBrandForeground2 },
  good: { default: tokens.colorStatusSuccessForeground1, subtle: tokens.colorStatusSuccessForeground1 },
  warning: { default: tokens.colorStatusWarningForeground1, subtle: tokens.colorStatusWarningForeground1 },
  attention: { default: tokens.colorStatusDangerForeground1, subtle: tokens.colorStatusDangerForeground1 },
});

const ground = (
  backgroundColor: string,
  text: string = tokens.colorNeutralForeground1,
  subtle: string = tokens.colorNeutralForeground2,
) => ({ backgroundColor, foregroundColors: colours(text, subtle) });

/** How the renderer shows cards: with Fluent's tokens, at the sizes that Teams has. */
export const HOST_CONFIG = {
  supportsInteractivity: true,
  fontFamily: tokens.fontFamilyBase,
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 12 },
  separator: { lineThickness: 1, lineColor: tokens.colorNeutralStroke2 },
  containerStyles: {
    default: ground('transparent'),
    emphasis: ground(tokens.colorNeutralBackground3),
    accent: ground(tokens.colorBrandBackground2, tokens.colorNeutralForeground1),
    good: ground(tokens.colorStatusSuccessBackground1, tokens.colorNeutralForeground1),
    warning: ground(tokens.colorStatusWarningBackground1, tokens.colorNeutralForeground1),
    attention: ground(tokens.colorStatusDangerBackground1, tokens.colorNeutralForeground1),
  },
  actions: {
    maxActions: 12,
    spacing: 'default',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  inputs: {
    label: {
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { color: 'attention' },
  },
  factSet: { title: { weight: 'bolder', wrap: true }, value: { wrap: true }, spacing: 16 },
};
