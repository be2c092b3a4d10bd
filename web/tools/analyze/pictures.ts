// SPDX-License-Identifier: Apache-2.0
// The pictures of each analysis, beside its forests.
import { nothing } from 'lit';
import type { Found, Picture } from './findings-view.ts';

type Draw = (found: Found) => Picture;

const drawn: Readonly<Record<string, Draw>> = {};

export const pictureOf = (operation: string, found: Found): Picture =>
  drawn[operation]?.(found) ?? { view: nothing, shows: [] };
