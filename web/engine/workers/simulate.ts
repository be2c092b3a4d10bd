// SPDX-License-Identifier: Apache-2.0

import createSutva from 'virtual:sutva-module/simulate';
import wasm from 'virtual:sutva-wasm/simulate';
import { serve } from '../worker.ts';

serve(createSutva, wasm);
