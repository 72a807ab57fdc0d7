import type { Language } from '../../http/contract.ts';
import type { ThemeName } from './host.ts';

/** Choices that only exist outside Teams, where nobody else makes them. */
export interface Looks {
  readonly theme: ThemeName;
  readonly language: Language;
  setTheme(theme: ThemeName): void;
  setLanguage(language: Language): void;
}
