// SPDX-License-Identifier: Apache-2.0

import createSutva from 'virtual:sutva-module/everything';
import wasm from 'virtual:sutva-wasm/everything';
import { serve } from '../worker.ts';

serve(createSutva, wasm);
