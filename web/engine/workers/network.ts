// SPDX-License-Identifier: Apache-2.0

import createSutva from 'virtual:sutva-module/network';
import wasm from 'virtual:sutva-wasm/network';
import { serve } from '../worker.ts';

serve(createSutva, wasm);
