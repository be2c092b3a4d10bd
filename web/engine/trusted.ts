// SPDX-License-Identifier: Apache-2.0
// The content policy demands a trusted type for a worker's address. Only blobs made by this page are trusted.

interface Policies {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): unknown;
}

let allowed = false;

export function allowBlobWorkers(): void {
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  if (allowed || !policies) return;
  allowed = true;
  policies.createPolicy('default', {
    createScriptURL(address) {
      if (address.startsWith('blob:')) return address;
      throw new TypeError(`Refused as a script address: ${address.slice(0, 80)}`);
    },
  });
}
