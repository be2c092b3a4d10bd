// SPDX-License-Identifier: Apache-2.0

import createSutva from 'virtual:sutva-module/analyze';
import wasm from 'virtual:sutva-wasm/analyze';
import { serve } from '../worker.ts';

serve(createSutva, wasm);
