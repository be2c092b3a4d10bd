// SPDX-License-Identifier: Apache-2.0
// The parts of Observable Plot in use, so that the rest stays out of the download.
export {
  areaY,
  axisX,
  axisY,
  barY,
  dot,
  gridY,
  line,
  plot,
  rectY,
  ruleX,
  ruleY,
  text,
} from '@observablehq/plot';
