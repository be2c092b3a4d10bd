// SPDX-License-Identifier: Apache-2.0

import createSutva from 'virtual:sutva-module/study';
import wasm from 'virtual:sutva-wasm/study';
import { serve } from '../worker.ts';

serve(createSutva, wasm);
