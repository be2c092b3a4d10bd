// SPDX-License-Identifier: Apache-2.0

import createSutva from 'virtual:sutva-module/plan';
import wasm from 'virtual:sutva-wasm/plan';
import { serve } from '../worker.ts';

serve(createSutva, wasm);
