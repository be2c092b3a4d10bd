// SPDX-License-Identifier: Apache-2.0

// A sandboxed frame throws on the mere mention of localStorage, so every use of it goes through here.
// It holds comforts such as the theme, never anything from a file.
export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(`sutva.${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`sutva.${key}`);
    else localStorage.setItem(`sutva.${key}`, value);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
