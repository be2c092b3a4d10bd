// SPDX-License-Identifier: Apache-2.0
import { recall, remember } from './storage.ts';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const isTheme = (text: unknown): text is Theme => themes.includes(text as Theme);

export function applyTheme(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function savedTheme(): Theme {
  const saved = recall('theme');
  return isTheme(saved) ? saved : 'auto';
}

export function saveTheme(theme: Theme): void {
  remember('theme', theme === 'auto' ? undefined : theme);
}
