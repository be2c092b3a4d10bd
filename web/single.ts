// SPDX-License-Identifier: Apache-2.0
// The whole page as one script, for sutva.html.
import './style/main.css';
import './app.ts';
