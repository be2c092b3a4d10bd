// SPDX-License-Identifier: Apache-2.0
// For a page in one script, which has the fields of every room from the beginning.
import { fields as analyze } from '../generated/fields-analyze.ts';
import { fields as simulate } from '../generated/fields-simulate.ts';
import { addFields } from './schema.ts';

addFields('analyze', analyze);
addFields('simulate', simulate);
