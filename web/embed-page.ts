// SPDX-License-Identifier: Apache-2.0
// One tool as one script: in a sandboxed frame, which has no origin, a browser loads no module scripts.
import './style/main.css';
import './embed-frame.ts';
