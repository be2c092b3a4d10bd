// SPDX-License-Identifier: Apache-2.0
// A seeded generator for sample files: sfc32 (Chris Doty-Humphrey, PractRand), seeded by splitmix32.
// Sample data must be the same bytes on every machine, so nothing here depends on Math.random.

/** @param {number} seed */
export function seeded(seed) {
  let s = seed >>> 0;
  const next32 = () => {
    s = (s + 0x9e3779b9) | 0;
    let z = s;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) | 0;
  };
  let a = next32();
  let b = next32();
  let c = next32();
  let counter = 1;

  function bits() {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return t >>> 0;
  }
  for (let i = 0; i < 12; i++) bits();

  /** Uniform on (0, 1), 32 bits: never 0, so its logarithm exists. */
  const uniform = () => (bits() + 0.5) / 4294967296;

  let spare = Number.NaN;
  /** Standard normal by Box-Muller, in pairs. */
  function normal() {
    if (!Number.isNaN(spare)) {
      const value = spare;
      spare = Number.NaN;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /**
   * One of the [value, share] pairs; the shares add up to 1.
   * @param {[string, number][]} pairs
   * @returns {string}
   */
  function pick(pairs) {
    let left = uniform();
    for (const [value, share] of pairs) {
      left -= share;
      if (left < 0) return value;
    }
    return pairs[pairs.length - 1]?.[0] ?? '';
  }

  return { bits, uniform, normal, pick };
}
