/** A host like Teams in its light theme, so that cards are judged at the sizes and colours that people see. */

const colours = (text: string) => ({
  default: { default: text, subtle: '#616161' },
  dark: { default: '#242424', subtle: '#616161' },
  light: { default: '#FFFFFF', subtle: '#F0F0F0' },
  accent: { default: '#4F52B2', subtle: '#4F52B2' },
  good: { default: '#237B4B', subtle: '#237B4B' },
  warning: { default: '#835C00', subtle: '#835C00' },
  attention: { default: '#B10E1C', subtle: '#B10E1C' },
});

const container = (backgroundColor: string) => ({ backgroundColor, foregroundColors: colours('#242424') });

/** Teams makes no difference between the sizes default and medium. */
export const HOST_CONFIG = {
  supportsInteractivity: true,
  fontFamily: "'Segoe UI', 'Open Sans', 'Noto Sans', 'Liberation Sans', sans-serif",
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: '#E0E0E0' },
  containerStyles: {
    default: container('#FFFFFF'),
    emphasis: container('#F5F5F5'),
    accent: container('#E8EBFA'),
    good: container('#E7F2DA'),
    warning: container('#FBF6D9'),
    attention: container('#FCE9EC'),
  },
  actions: {
    maxActions: 6,
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

/** The page: buttons that wrap and cut long titles, as Teams does. */
export const PAGE = `<!doctype html><html lang="nl"><meta charset="utf-8"><style>
  * { box-sizing: border-box; }
  body { margin: 0; background: #F5F5F5; font: 14px/20px 'Segoe UI', 'Noto Sans', sans-serif; }
  #card { margin: 8px; border: 1px solid #E0E0E0; border-radius: 6px; overflow: hidden; background: #FFF; }
  .ac-actionSet { flex-wrap: wrap !important; row-gap: 8px; }
  .ac-actionSet > div[style*="width"] { flex: none !important; }
  .ac-pushButton { min-width: 0; max-width: 100%; height: 32px; padding: 0 12px; border: 1px solid #D1D1D1;
    border-radius: 4px; background: #FFF; color: #242424; font: 600 14px/20px inherit; font-family: inherit;
    flex: 0 1 auto !important; }
  .ac-pushButton > div { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .ac-input { width: 100%; min-height: 32px; padding: 5px 8px; border: 1px solid #D1D1D1; border-radius: 4px;
    font: inherit; background: #FFF; }
  .ac-textBlock p { margin: 0; }
</style><div id="card"></div></html>`;
